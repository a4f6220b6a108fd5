package dev.vestnik.sms.receipts;

import java.util.concurrent.CompletableFuture;

/** Keeps providers' receipts. */
public interface ProviderReceipts {

    /** Writes a receipt; completes once Kafka has it, and only then may the provider forget it. May block for a while. */
    CompletableFuture<Void> write(ProviderReceipt receipt);
}
