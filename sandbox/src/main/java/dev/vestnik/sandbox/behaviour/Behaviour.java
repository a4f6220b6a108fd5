package dev.vestnik.sandbox.behaviour;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The behaviour of one provider from now on. A rate is the share, 0 to 1, of the messages (connections, tokens) that it affects. */
public record Behaviour(
        @JsonUnwrapped AnswerBehaviour answers,
        @JsonUnwrapped OutageBehaviour outage,
        @JsonUnwrapped ReceiptBehaviour receipts,
        @JsonUnwrapped MailBehaviour mail,
        @JsonUnwrapped SmsBehaviour sms) {

    /** A provider on a good day. */
    public static final Behaviour GOOD = new Behaviour(
            AnswerBehaviour.GOOD, OutageBehaviour.GOOD, ReceiptBehaviour.GOOD, MailBehaviour.GOOD, SmsBehaviour.GOOD);

    /**
     * The answers to clients that hand over a message.
     *
     * @param delay the time that the provider takes to answer
     * @param rejectRate the share refused for good, with {@code rejectCode} or the protocol's code for an unknown address
     * @param temporaryRate the share refused with "try again later"
     * @param deadTokenRate the share of device tokens that is dead; a token is dead or alive for ever
     * @param loseAnswers the share that is taken, but whose connection breaks before the answer
     * @param failConnections the share of new connections that is reset; open ones are reset too when this is set
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AnswerBehaviour(
            Duration delay,
            double rejectRate,
            @Nullable String rejectCode,
            double temporaryRate,
            double deadTokenRate,
            double loseAnswers,
            double failConnections) {
        static final AnswerBehaviour GOOD = new AnswerBehaviour(Duration.ZERO, 0, null, 0, 0, 0, 0);

        AnswerBehaviour withCode(@Nullable String code) {
            return new AnswerBehaviour(
                    delay, rejectRate, code, temporaryRate, deadTokenRate, loseAnswers, failConnections);
        }
    }

    /**
     * The receipts and reports about messages that were taken.
     *
     * @param receiptDelay the time from taking a message to its receipt
     * @param receiptsBeforeAnswer whether the receipt is sent before the answer to the submission (SMPP, HTTP)
     * @param failedReceiptRate the share whose receipt says that the message could not be delivered
     * @param failedReceiptCode the reason of those in the provider's words; null: the usual one
     * @param openRate the share that the customer opens after the delivery (push, e-mail over HTTP)
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ReceiptBehaviour(
            Duration receiptDelay,
            double dropReceipts,
            double duplicateReceipts,
            boolean receiptsBeforeAnswer,
            double failedReceiptRate,
            @Nullable String failedReceiptCode,
            double openRate) {
        static final ReceiptBehaviour GOOD = new ReceiptBehaviour(Duration.ofMillis(200), 0, 0, false, 0, null, 0);

        ReceiptBehaviour withCode(@Nullable String code) {
            return new ReceiptBehaviour(
                    receiptDelay,
                    dropReceipts,
                    duplicateReceipts,
                    receiptsBeforeAnswer,
                    failedReceiptRate,
                    code,
                    openRate);
        }
    }
}
