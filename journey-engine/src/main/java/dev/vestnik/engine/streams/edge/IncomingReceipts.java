package dev.vestnik.engine.streams.edge;

import dev.vestnik.engine.streams.edge.Incoming.Said;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.schemas.message.DeadToken;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageHeader;
import java.util.UUID;

/** Reads what senders report. */
final class IncomingReceipts {
    private IncomingReceipts() {}

    /** Reads a receipt; takes one of a channel that a later version knows as unknown. */
    static Incoming read(DeliveryReceipt receipt) {
        return Channel.labelled(receipt.getChannel())
                .<Incoming>map(channel -> said(receipt, channel))
                .orElseGet(Incoming.Unknown::new);
    }

    private static Said said(DeliveryReceipt receipt, Channel channel) {
        MessageHeader header = receipt.getHeader();
        Signal.Receipt signal = new Signal.Receipt(
                header.getEventId(),
                UUID.fromString(receipt.getMessageId()),
                receipt.getAttempt(),
                channel,
                status(receipt),
                receipt.getCode(),
                receipt.getPossibleDuplicate(),
                receipt.getAddressDead(),
                receipt.getDeadTokens().stream().map(DeadToken::getToken).toList(),
                header.getOccurredAt());
        return new Said(new CustomerKey(header.getShop(), header.getCustomerId()), signal);
    }

    private static Status status(DeliveryReceipt receipt) {
        return switch (receipt.getStatus()) {
            case ACCEPTED -> Status.ACCEPTED;
            case DELIVERED -> Status.DELIVERED;
            case READ, OPENED -> Status.OPENED;
            case CLICKED -> Status.CLICKED;
            case REPLIED -> Status.REPLIED;
            case FAILED ->
                receipt.getFailure() == FailureKind.temporary ? Status.FAILED_TEMPORARY : Status.FAILED_PERMANENT;
            case EXPIRED -> Status.EXPIRED;
            case REVOKED -> Status.REVOKED;
            case IN_DOUBT -> Status.IN_DOUBT;
        };
    }
}
