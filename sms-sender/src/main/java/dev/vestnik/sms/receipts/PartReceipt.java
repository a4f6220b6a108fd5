package dev.vestnik.sms.receipts;

import static java.util.Objects.requireNonNull;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A part of a message with its final receipt. */
record PartReceipt(SubmittedPart part, ProviderReceipt receipt) {
    PartReceipt {
        requireNonNull(part);
        requireNonNull(receipt);
    }

    private static final int LONGEST_ERROR = 20;
    /** The name of a provider and its code, each at its longest. */
    private static final int LONGEST_CODE = 70;

    private static final String UNKNOWN_SUBSCRIBER = "001";
    /** Passing errors of 3GPP TS 29.002: absent or busy subscriber, full memory, failing network. */
    private static final Set<String> PASSING = Set.of("006", "027", "031", "032", "034", "035", "036");

    ReceiptStatus status() {
        return switch (receipt.state()) {
            case "DELIVRD" -> ReceiptStatus.DELIVERED;
            case "EXPIRED" -> ReceiptStatus.EXPIRED;
            default -> ReceiptStatus.FAILED;
        };
    }

    /** The receipt of the whole message when this part decides about it. */
    DeliveryReceipt receipt(Instant now) {
        ReceiptStatus status = status();
        // All lists are set: Avro copies a default by loading the class of its records, which it does not trust.
        DeliveryReceipt.Builder whole = DeliveryReceipt.newBuilder()
                .setHeader(MessageHeader.newBuilder()
                        .setEventId(part.whole() + "/" + status)
                        .setShop(part.shop())
                        .setCustomerId(part.customerId())
                        .setOccurredAt(now)
                        .setSource("sms-sender")
                        .build())
                .setMessageId(part.messageId().toString())
                .setAttempt(part.attempt())
                .setChannel(ChannelName.SMS.name())
                .setStatus(status)
                .setGateway(part.gateway())
                .setProviderIds(List.of(part.id()))
                .setDeadTokens(List.of());
        if (status == ReceiptStatus.FAILED) {
            whole.setFailure(kind()).setCode(code()).setAddressDead(isAddressDead());
        }
        if (isOptedOut()) {
            whole.setOptedOut(true).setCode(code());
        }
        return whole.build();
    }

    /** Temporary for a passing error, after which the text may be sent again; permanent for the others. */
    private FailureKind kind() {
        boolean passes = receipt.state().equals("UNDELIV") && PASSING.contains(receipt.error());
        return passes ? FailureKind.temporary : FailureKind.permanent;
    }

    private boolean isAddressDead() {
        return receipt.state().equals("UNDELIV") && receipt.error().equals(UNKNOWN_SUBSCRIBER);
    }

    private boolean isOptedOut() {
        return receipt.verdict() != null && receipt.verdict().optedOut();
    }

    /** The provider's code; without one, that of the centre's state and error. */
    private String code() {
        String told = receipt.verdict() == null ? null : receipt.verdict().code();
        if (told != null) {
            return bounded(told, LONGEST_CODE);
        }
        String state = receipt.state().toLowerCase(Locale.ROOT);
        String error = bounded(receipt.error(), LONGEST_ERROR);
        return error.isEmpty() ? state : state + "-" + error;
    }

    private static String bounded(String text, int longest) {
        return text.substring(0, Math.min(text.length(), longest));
    }
}
