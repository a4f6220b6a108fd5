package dev.vestnik.engine.streams.edge;

import dev.vestnik.engine.streams.edge.Incoming.Said;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.Receipt.Status;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.Price;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads what senders report. */
final class IncomingReceipts {
    private static final int MICROS = 6;
    /** In the timeline: the ids of a text of four parts. */
    private static final int LONGEST_IDS = 160;

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
                details(receipt),
                header.getOccurredAt());
        return new Said(new CustomerKey(header.getShop(), header.getCustomerId()), signal);
    }

    private static Signal.Receipt.Details details(DeliveryReceipt receipt) {
        return new Signal.Receipt.Details(
                receipt.getCode(),
                receipt.getPossibleDuplicate(),
                receipt.getRetryAt(),
                receipt.getAddressDead(),
                receipt.getOptedOut(),
                receipt.getDeadTokens().stream()
                        .map(token -> new Signal.Receipt.DeadToken(token.getToken(), token.getSince()))
                        .toList(),
                shown(receipt));
    }

    /** The provider's ids, for questions to the provider, and what the message cost. */
    private static Map<String, String> shown(DeliveryReceipt receipt) {
        Map<String, String> shown = new HashMap<>();
        String ids = ids(receipt.getProviderIds());
        if (!ids.isEmpty()) {
            shown.put("providerIds", ids);
        }
        Price price = receipt.getPrice();
        if (price != null) {
            shown.put(
                    "price", BigDecimal.valueOf(price.getMicros(), MICROS).toPlainString() + " " + price.getCurrency());
        }
        return shown;
    }

    /** As many of them as have room; a part of an id is none. */
    private static String ids(List<String> ids) {
        StringBuilder line = new StringBuilder();
        for (String id : ids) {
            if (line.length() + id.length() >= LONGEST_IDS) {
                break;
            }
            line.append(line.isEmpty() ? "" : " ").append(id);
        }
        return line.toString();
    }

    private static Status status(DeliveryReceipt receipt) {
        return switch (receipt.getStatus()) {
            case ACCEPTED -> Status.ACCEPTED;
            case DELIVERED -> Status.DELIVERED;
            case READ -> Status.READ;
            case OPENED -> Status.OPENED;
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
