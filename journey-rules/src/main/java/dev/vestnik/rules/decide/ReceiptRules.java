package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.definition.Definitions.Published;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.ReceiptReason;
import dev.vestnik.rules.reason.SuppressReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Applies receipts. They come twice, late and in any order; a message's status moves only forward. */
final class ReceiptRules {
    private final StepRunner runner;
    private final EventRules events;

    ReceiptRules(StepRunner runner, EventRules events) {
        this.runner = runner;
        this.events = events;
    }

    void received(Turn turn, Receipt receipt) {
        Outstanding message = turn.message(receipt.message()).orElse(null);
        if (message == null) {
            return;
        }
        // That an address is dead is true whenever it is heard, and counts for what this receipt leads to.
        suppress(turn, message, receipt);
        receipt.deadTokens().forEach(token -> forget(turn, receipt, token));
        if (isNews(message, receipt)) {
            apply(turn, message, receipt);
        }
    }

    /** A failure of an older attempt says nothing of the newer one; success of any attempt is success. */
    private static boolean isNews(Outstanding message, Receipt receipt) {
        return switch (receipt.status()) {
            case ACCEPTED, DELIVERED, OPENED, CLICKED, REPLIED ->
                status(receipt).compareTo(message.status()) > 0;
            case FAILED_PERMANENT, FAILED_TEMPORARY, EXPIRED, REVOKED ->
                receipt.attempt() == message.attempt()
                        && message.status() != Status.FAILED
                        && message.status().compareTo(Status.DELIVERED) < 0;
            case IN_DOUBT -> receipt.attempt() == message.attempt() && message.status() == Status.SENT;
        };
    }

    private static Status status(Receipt receipt) {
        return switch (receipt.status()) {
            case ACCEPTED -> Status.ACCEPTED;
            case DELIVERED -> Status.DELIVERED;
            case OPENED -> Status.OPENED;
            case CLICKED -> Status.CLICKED;
            case REPLIED -> Status.REPLIED;
            case IN_DOUBT -> Status.IN_DOUBT;
            case FAILED_PERMANENT, FAILED_TEMPORARY, EXPIRED, REVOKED -> Status.FAILED;
        };
    }

    private void apply(Turn turn, Outstanding message, Receipt receipt) {
        Outstanding now = message.in(status(receipt));
        turn.put(now);
        record(turn, now, receipt);
        Parking.guard(turn, message.instance(), () -> moveOn(turn, now, receipt));
        derived(turn, now, receipt);
    }

    /** A person, or room, moves on a parked or queued instance: the receipt's status is kept with the message. */
    private static boolean isAtWork(Instance instance, Journey journey) {
        return !(instance.position() instanceof Position.Stuck)
                && !(instance.position() instanceof Position.Queued)
                && journey.steps().containsKey(instance.step());
    }

    private boolean moveOn(Turn turn, Outstanding now, Receipt receipt) {
        Instance pinned = turn.instance(now.instance()).orElse(null);
        Instance instance = pinned == null ? null : runner.settled(turn, pinned);
        Journey journey = instance == null ? null : turn.journeyOf(instance);
        if (instance != null && journey != null && isAtWork(instance, journey)) {
            StepRunner.step(journey, instance.step())
                    .answer(turn, instance, journey, new Answer.Received(now, receipt.status()));
        }
        return true;
    }

    private static void record(Turn turn, Outstanding message, Receipt receipt) {
        Map<String, String> inputs = new HashMap<>();
        if (receipt.code() != null) {
            inputs.put("code", receipt.code());
        }
        if (receipt.possibleDuplicate()) {
            inputs.put("possibleDuplicate", "true");
        }
        turn.record(
                Outcome.RECEIPT,
                reason(receipt),
                new About(message.journey().value(), message.version(), message.instance(), message.step()),
                new MessageFacts(
                        message.id(), receipt.attempt(), message.channel(), classOf(turn, message), message.template()),
                List.of(),
                inputs);
    }

    /** The class of the version that sent the message, whose instance may be gone. */
    private static JourneyClass classOf(Turn turn, Outstanding message) {
        Published published = turn.definitions().journey(message.journey());
        Journey journey = published == null ? null : published.version(message.version());
        return journey == null ? JourneyClass.SERVICE : journey.journeyClass();
    }

    private static ReceiptReason reason(Receipt receipt) {
        return switch (receipt.status()) {
            case ACCEPTED -> ReceiptReason.ACCEPTED;
            case DELIVERED -> ReceiptReason.DELIVERED;
            case OPENED -> ReceiptReason.OPENED;
            case CLICKED -> ReceiptReason.CLICKED;
            case REPLIED -> ReceiptReason.REPLIED;
            case FAILED_PERMANENT -> ReceiptReason.FAILED_PERMANENT;
            case FAILED_TEMPORARY -> ReceiptReason.FAILED_TEMPORARY;
            case EXPIRED -> ReceiptReason.EXPIRED;
            case REVOKED -> ReceiptReason.REVOKED;
            case IN_DOUBT -> ReceiptReason.IN_DOUBT;
        };
    }

    private static void suppress(Turn turn, Outstanding message, Receipt receipt) {
        if (!receipt.addressDead() || message.address() == 0) {
            return;
        }
        Channel channel = message.channel();
        String code = receipt.code() == null ? SuppressReason.DEAD_ADDRESS.label() : receipt.code();
        String address = Addresses.of(turn.state(), channel);
        boolean isNew = Addresses.suppress(turn, channel, message.address(), code, turn.now());
        if (isNew && address != null && Ids.hash(address) == message.address()) {
            AddressWords.dead(turn, channel, address, turn.now(), code);
        }
    }

    private static void forget(Turn turn, Receipt receipt, String token) {
        if (!ProfileRules.forget(turn, token)) { // it may be another customer's by now
            AddressWords.dead(turn, Channel.PUSH, token, turn.cause().nominalAt(), receipt.code());
        }
    }

    /** Journeys may start, move and end on what became of a message. */
    private void derived(Turn turn, Outstanding message, Receipt receipt) {
        String type = switch (receipt.status()) {
            case ACCEPTED -> "message.sent";
            case DELIVERED -> "message.delivered";
            case OPENED -> "message.opened";
            case CLICKED -> "message.clicked";
            case FAILED_PERMANENT, EXPIRED -> "message.failed";
            case FAILED_TEMPORARY, REVOKED, IN_DOUBT, REPLIED -> null;
        };
        if (type != null && turn.definitions().concerns(type)) {
            Instant at = turn.cause().nominalAt();
            String id = message.id() + "/" + receipt.status();
            events.happenedToJourneys(turn, new Event("/vestnik", id, type, at, data(message, receipt)));
        }
    }

    private static Map<String, Object> data(Outstanding message, Receipt receipt) {
        Map<String, Object> data = new HashMap<>();
        data.put("messageId", message.id().toString());
        data.put("channel", message.channel().label());
        data.put("journey", message.journey().value());
        data.put("step", message.step());
        data.put("template", message.template());
        if (receipt.code() != null) {
            data.put("code", receipt.code());
        }
        return Map.copyOf(data);
    }
}
