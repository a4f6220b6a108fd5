package dev.vestnik.sms.receipts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The submission and the receipt of one id of one gateway. One of them may be missing yet.
 *
 * @param endedAt Kafka timestamp of the receipt
 */
record Correlation(@Nullable SubmittedPart part, @Nullable ProviderReceipt receipt, long endedAt) {
    /** A doubled receipt comes within this time; a later one is about the next message that gets this id. */
    private static final long TWICE_MS = Duration.ofHours(1).toMillis();

    static final Correlation NOTHING = new Correlation(null, null, 0);

    /** Adds a submission, to which the id now belongs. A receipt without a submission was waiting for this one. */
    Correlation submitted(SubmittedPart next) {
        return part == null ? new Correlation(next, receipt, endedAt) : new Correlation(next, null, 0);
    }

    Correlation ended(ProviderReceipt next, long now) {
        if (receipt == null || part == null) {
            return new Correlation(part, next, now);
        }
        return now - endedAt < TWICE_MS ? this : new Correlation(null, next, now);
    }

    /** Both sides once they have met; null before. */
    @Nullable
    PartReceipt partReceipt() {
        return part == null || receipt == null ? null : new PartReceipt(part, receipt);
    }
}
