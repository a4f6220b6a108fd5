package dev.vestnik.sender.lane;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.Price;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.sender.DeadToken;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a message's outcome as a receipt. */
final class ReceiptDraft {
    private final Lane lane;

    ReceiptDraft(Lane lane) {
        this.lane = lane;
    }

    DeliveryReceipt receipt(LaneMessage message, MessageOutcome outcome, boolean possibleDuplicate, Instant now) {
        DeliveryReceipt.Builder receipt = DeliveryReceipt.newBuilder()
                .setMessageId(message.attempt().messageId().toString())
                .setAttempt(message.attempt().number())
                .setChannel(lane.channel().name())
                .setPossibleDuplicate(possibleDuplicate)
                .setDeadTokens(List.of()) // Avro trusts no class of ours for a default value
                .setStatus(status(outcome));
        switch (outcome) {
            case MessageOutcome.Accepted(Outcome.Accepted answer, String gateway) ->
                receipt.setGateway(gateway)
                        .setProviderIds(answer.providerIds())
                        .setSegments(answer.segments())
                        .setPrice(price(answer.price()))
                        .setDeadTokens(DeadToken.inContract(answer.deadTokens()));
            case MessageOutcome.Rejected(Outcome.Rejected answer, String gateway) ->
                receipt.setGateway(gateway)
                        .setFailure(answer.kind())
                        .setCode(answer.code())
                        .setAddressDead(answer.address() == Outcome.AddressState.DEAD)
                        .setOptedOut(answer.address() == Outcome.AddressState.OPTED_OUT)
                        .setRetryAt(millis(answer.retryAt()))
                        .setDeadTokens(DeadToken.inContract(answer.deadTokens()));
            case MessageOutcome.Expired _ -> receipt.setCode("expired");
            case MessageOutcome.Revoked(String reason) -> receipt.setCode(reason);
            case MessageOutcome.Broken _ ->
                receipt.setFailure(FailureKind.permanent).setCode("breaks-the-lane");
            case MessageOutcome.InDoubt(var gateway) ->
                receipt.setGateway(gateway).setCode("in-doubt");
        }
        return receipt.setHeader(header(message, receipt.getStatus(), now)).build();
    }

    private static @Nullable Price price(dev.vestnik.sender.@Nullable Price price) {
        return price == null ? null : new Price(price.micros(), price.currency());
    }

    private static @Nullable Instant millis(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MILLIS);
    }

    private MessageHeader header(LaneMessage message, ReceiptStatus status, Instant now) {
        return MessageHeader.newBuilder()
                .setEventId(message.attempt() + "/" + status)
                .setShop(message.dispatch().customer().shop())
                .setCustomerId(message.dispatch().customer().customerId())
                .setOccurredAt(now.truncatedTo(ChronoUnit.MILLIS))
                .setSource(lane.channel() + "-sender")
                .build();
    }

    static ReceiptStatus status(MessageOutcome outcome) {
        return switch (outcome) {
            case MessageOutcome.Accepted _ -> ReceiptStatus.ACCEPTED;
            case MessageOutcome.Rejected _, MessageOutcome.Broken _ -> ReceiptStatus.FAILED;
            case MessageOutcome.Expired _ -> ReceiptStatus.EXPIRED;
            case MessageOutcome.Revoked _ -> ReceiptStatus.REVOKED;
            case MessageOutcome.InDoubt _ -> ReceiptStatus.IN_DOUBT;
        };
    }

    /** The {@code outcome} tag of the messages counter. */
    static String tag(MessageOutcome outcome) {
        return switch (outcome) {
            case MessageOutcome.Accepted _ -> "accepted";
            case MessageOutcome.Rejected(Outcome.Rejected answer, String _) ->
                answer.kind() == FailureKind.permanent ? "rejected" : "failed";
            case MessageOutcome.Expired _ -> "expired";
            case MessageOutcome.Revoked _ -> "revoked";
            case MessageOutcome.Broken _ -> "failed";
            case MessageOutcome.InDoubt _ -> "in_doubt";
        };
    }
}
