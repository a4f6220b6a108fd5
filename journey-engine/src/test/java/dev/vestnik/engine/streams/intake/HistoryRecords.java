package dev.vestnik.engine.streams.intake;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.model.Line;
import dev.vestnik.rules.model.RandomHistory.Told;
import dev.vestnik.rules.model.Rules;
import dev.vestnik.rules.model.Side.Handed;
import dev.vestnik.rules.model.Side.Reported;
import dev.vestnik.rules.model.Telling;
import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.message.DeadToken;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.shop.CustomerIdentified;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.DeviceRegistered;
import dev.vestnik.schemas.shop.DeviceRemoved;
import dev.vestnik.schemas.shop.Platform;
import dev.vestnik.schemas.shop.ShopEvent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Histories of the rules' tests as records, and decisions as what those tests compare. */
public final class HistoryRecords {
    private static final JsonMapper JSON = JsonMapper.shared();

    private HistoryRecords() {}

    public static CustomerKey customer(String id) {
        return new CustomerKey(Rules.SHOP, id);
    }

    public static ShopEvent event(CustomerKey customer, Told told) {
        return Events.event(customer, told.id(), told.occurredAt(), payload(told.type(), told.data()));
    }

    private static Object payload(String type, Map<String, Object> data) {
        return switch (type) {
            case "customer.updated" ->
                CustomerUpdated.newBuilder()
                        .setFirstName(text(data, "firstName"))
                        .setPhone(text(data, "phone"))
                        .setEmail(text(data, "email"))
                        .setTimezone(text(data, "timezone"))
                        .build();
            case "consent.changed" ->
                new ConsentChanged(
                        ConsentChannel.valueOf(text(data, "channel")),
                        text(data, "topic"),
                        (boolean) data.get("granted"),
                        text(data, "source"),
                        null,
                        null);
            case "customer.identified" ->
                CustomerIdentified.newBuilder()
                        .setVisitorId(text(data, "visitorId"))
                        .build();
            case "device.registered" ->
                DeviceRegistered.newBuilder()
                        .setPlatform(Platform.ios)
                        .setToken(text(data, "token"))
                        .build();
            case "device.removed" ->
                DeviceRemoved.newBuilder()
                        .setPlatform(Platform.ios)
                        .setToken(text(data, "token"))
                        .build();
            default -> new CustomEvent(type, JSON.writeValueAsString(data));
        };
    }

    private static @Nullable String text(Map<String, Object> data, String name) {
        return (String) data.get(name);
    }

    public static DeliveryReceipt receipt(CustomerKey customer, Reported report, UUID message) {
        Handed of = report.of();
        boolean push = of.channel().equals("push");
        boolean failed = report.status().startsWith("FAILED");
        return DeliveryReceipt.newBuilder()
                .setHeader(new MessageHeader(
                        "r" + report.number(), customer.shop(), customer.customerId(), report.at(), "sender"))
                .setMessageId(message.toString())
                .setAttempt(of.attempt())
                .setChannel(of.channel())
                .setStatus(failed ? ReceiptStatus.FAILED : ReceiptStatus.valueOf(report.status()))
                .setFailure(
                        !failed
                                ? null
                                : report.status().endsWith("TEMPORARY") ? FailureKind.temporary : FailureKind.permanent)
                .setAddressDead(report.addressDead() && !push)
                .setDeadTokens(
                        report.addressDead() && push
                                ? List.of(new DeadToken("d-" + customer.customerId(), null))
                                : List.of())
                .build();
    }

    public static Line line(Telling telling, Decision decision) {
        return telling.of(
                decision.getHeader().getOccurredAt(),
                new Telling.What(
                        decision.getOutcome().name(),
                        decision.getReason(),
                        decision.getJourney(),
                        id(decision.getInstance()),
                        decision.getStep(),
                        decision.getCauseId(),
                        decision.getInputs()),
                decision.getChannel(),
                id(decision.getMessageId()));
    }

    private static @Nullable UUID id(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }
}
