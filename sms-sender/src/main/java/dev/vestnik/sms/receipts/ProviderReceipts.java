package dev.vestnik.sms.receipts;

import java.util.concurrent.CompletableFuture;

/** Keeps what providers send: receipts, and parts of replies. */
public interface ProviderReceipts {

    /** Writes a receipt; completes once Kafka has it, and only then may the provider forget it. May block for a while. */
    CompletableFuture<Void> write(ProviderReceipt receipt);

    /** Writes a part of a person's long reply, which is put together later; completes as {@link #write(ProviderReceipt)} does. */
    CompletableFuture<Void> write(ReplyPart part);

    /** Keeps the octets of a delivery that nobody here understands, as a dead letter; completes as {@link #write(ProviderReceipt)} does. */
    CompletableFuture<Void> setAside(String gateway, byte[] pdu, String reason);
}
