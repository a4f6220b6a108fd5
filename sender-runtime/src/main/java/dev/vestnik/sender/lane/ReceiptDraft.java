package dev.vestnik.sender.lane;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The receipt that a verdict is reported with. */
final class ReceiptDraft {
    private final Lane lane;

    ReceiptDraft(Lane lane) {
        this.lane = lane;
    }

    DeliveryReceipt receipt(Letter letter, Verdict verdict, boolean possibleDuplicate, Instant now) {
        DeliveryReceipt.Builder receipt = DeliveryReceipt.newBuilder()
                .setMessageId(letter.attempt().messageId().toString())
                .setAttempt(letter.attempt().number())
                .setChannel(lane.channel())
                .setPossibleDuplicate(possibleDuplicate)
                .setStatus(status(verdict));
        switch (verdict) {
            case Verdict.Accepted(Outcome.Accepted outcome, String gateway) ->
                receipt.setGateway(gateway)
                        .setProviderId(
                                outcome.providerIds().isEmpty()
                                        ? null
                                        : outcome.providerIds().getFirst())
                        .setSegments(outcome.segments())
                        .setDeadTokens(outcome.deadTokens());
            case Verdict.Rejected(Outcome.Rejected outcome, String gateway) ->
                receipt.setGateway(gateway)
                        .setFailure(outcome.kind())
                        .setCode(outcome.code())
                        .setAddressDead(outcome.addressDead())
                        .setDeadTokens(outcome.deadTokens());
            case Verdict.Expired _ -> receipt.setCode("expired");
            case Verdict.Revoked(String reason) -> receipt.setCode(reason);
            case Verdict.Broken _ -> receipt.setFailure(FailureKind.permanent).setCode("breaks-the-lane");
            case Verdict.InDoubt(var gateway) -> receipt.setGateway(gateway).setCode("in-doubt");
        }
        return receipt.setHeader(header(letter, receipt.getStatus(), now)).build();
    }

    private MessageHeader header(Letter letter, ReceiptStatus status, Instant now) {
        return MessageHeader.newBuilder()
                .setEventId(letter.attempt() + "/" + status)
                .setShop(letter.dispatch().customer().shop())
                .setCustomerId(letter.dispatch().customer().customerId())
                .setOccurredAt(now.truncatedTo(ChronoUnit.MILLIS))
                .setSource(lane.channel() + "-sender")
                .build();
    }

    static ReceiptStatus status(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> ReceiptStatus.ACCEPTED;
            case Verdict.Rejected _, Verdict.Broken _ -> ReceiptStatus.FAILED;
            case Verdict.Expired _ -> ReceiptStatus.EXPIRED;
            case Verdict.Revoked _ -> ReceiptStatus.REVOKED;
            case Verdict.InDoubt _ -> ReceiptStatus.IN_DOUBT;
        };
    }

    /** The {@code outcome} tag of the messages counter. */
    static String tag(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted _ -> "accepted";
            case Verdict.Rejected(Outcome.Rejected outcome, String _) ->
                outcome.kind() == FailureKind.permanent ? "rejected" : "failed";
            case Verdict.Expired _ -> "expired";
            case Verdict.Revoked _ -> "revoked";
            case Verdict.Broken _ -> "failed";
            case Verdict.InDoubt _ -> "in_doubt";
        };
    }
}
