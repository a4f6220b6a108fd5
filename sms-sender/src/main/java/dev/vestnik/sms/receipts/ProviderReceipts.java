package dev.vestnik.sms.receipts;

import java.util.concurrent.CompletableFuture;

/** Keeps providers' receipts. */
public interface ProviderReceipts {

    /** Writes a receipt; completes once Kafka has it, and only then may the provider forget it. May block for a while. */
    CompletableFuture<Void> write(ProviderReceipt receipt);

    /** Keeps the octets of a delivery that nobody here understands, as a dead letter; completes as {@link #write} does. */
    CompletableFuture<Void> setAside(String gateway, byte[] pdu, String reason);
}
