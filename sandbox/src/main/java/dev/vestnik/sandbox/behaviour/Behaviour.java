package dev.vestnik.sandbox.behaviour;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one provider behaves from now on. A rate is the share, 0 to 1, of messages (connections, tokens) it befalls. */
public record Behaviour(
        @JsonUnwrapped Answers answers, @JsonUnwrapped Receipts receipts) {

    /** A provider on a good day. */
    public static final Behaviour GOOD = new Behaviour(Answers.GOOD, Receipts.GOOD);

    /**
     * What a client sees when it hands over a message.
     *
     * @param delay how long the provider thinks before it answers
     * @param rejectRate refused for good, with {@code rejectCode} or what the protocol says for an unknown address
     * @param temporaryRate refused with "try again later"
     * @param deadTokenRate which share of device tokens is dead; a token is dead or alive for ever
     * @param loseAnswers taken, but the connection breaks before the answer
     * @param failConnections new connections are reset; open ones are too when this is set
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answers(
            Duration delay,
            double rejectRate,
            @Nullable String rejectCode,
            double temporaryRate,
            double deadTokenRate,
            double loseAnswers,
            double failConnections) {
        static final Answers GOOD = new Answers(Duration.ZERO, 0, null, 0, 0, 0, 0);
    }

    /**
     * What becomes of a message that was taken.
     *
     * @param receiptDelay from taking it to its receipt
     * @param receiptsBeforeAnswer the receipt is sent before the answer to the submission (SMPP)
     * @param failedReceiptRate the receipt says that it could not be delivered (SMPP)
     * @param openRate opened by the customer, after it was delivered (push)
     */
    public record Receipts(
            Duration receiptDelay,
            double dropReceipts,
            double duplicateReceipts,
            boolean receiptsBeforeAnswer,
            double failedReceiptRate,
            double openRate) {
        static final Receipts GOOD = new Receipts(Duration.ofMillis(200), 0, 0, false, 0, 0);
    }
}
