package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.ReceiptReason;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Applies receipts. They come twice, late and in any order; a message's status moves only forward. */
final class ReceiptRules {
    /** The input of a receipt's decision with the charge: {@code 0.0333 EUR}. */
    static final String PRICE = "price";

    private final StepRunner runner;
    private final EventRules events;

    ReceiptRules(StepRunner runner, EventRules events) {
        this.runner = runner;
        this.events = events;
    }

    void received(Turn turn, Receipt receipt) {
        Outstanding message = turn.message(receipt.message()).orElse(null);
        // The receipt's word on the address is true whenever it is heard, and counts for all that follows from it.
        AddressReports.heard(turn, message, receipt);
        if (message != null && isNews(turn, message, receipt)) {
            overtaken(turn, message, receipt);
            apply(turn, message, receipt);
        } else if (message != null && tellsAPriceLate(turn, message, receipt)) {
            record(turn, message, receipt);
        }
    }

    /** Remembers that a receipt has overtaken the one with the price: a web hook may be faster than the answer to the request. */
    private static void overtaken(Turn turn, Outstanding message, Receipt receipt) {
        if (message.status().compareTo(Status.ACCEPTED) < 0
                && status(turn, receipt).compareTo(Status.ACCEPTED) > 0) {
            SaidOnce.isNew(turn, "overtaken\0" + message.id(), Housekeeping.EVENTS_KEPT);
        }
    }

    /** Whether the receipt's status is no news and its price is: it counts once. */
    private static boolean tellsAPriceLate(Turn turn, Outstanding message, Receipt receipt) {
        return receipt.status() == Receipt.Status.ACCEPTED
                && receipt.details().shown().containsKey(PRICE)
                && SaidOnce.isSaid(turn, "overtaken\0" + message.id())
                && SaidOnce.isNew(turn, "priced\0" + message.id(), Housekeeping.EVENTS_KEPT);
    }

    /** A failure of an older attempt says nothing of the newer one; success of any attempt is success. */
    private static boolean isNews(Turn turn, Outstanding message, Receipt receipt) {
        return switch (receipt.status()) {
            case ACCEPTED, DELIVERED, READ, OPENED, CLICKED, REPLIED ->
                status(turn, receipt).compareTo(message.status()) > 0;
            case FAILED_PERMANENT, FAILED_TEMPORARY, EXPIRED, REVOKED ->
                receipt.attempt() == message.attempt()
                        && message.status() != Status.FAILED
                        && message.status().compareTo(Status.DELIVERED) < 0;
            case IN_DOUBT -> receipt.attempt() == message.attempt() && message.status() == Status.SENT;
        };
    }

    private static Status status(Turn turn, Receipt receipt) {
        return switch (receipt.status()) {
            case ACCEPTED -> Status.ACCEPTED;
            case DELIVERED -> Status.DELIVERED;
            case READ -> turn.allows(FeatureLevel.RECEIPTS) ? Status.READ : Status.OPENED;
            case OPENED -> Status.OPENED;
            case CLICKED -> Status.CLICKED;
            case REPLIED -> Status.REPLIED;
            case IN_DOUBT -> Status.IN_DOUBT;
            case FAILED_PERMANENT, FAILED_TEMPORARY, EXPIRED, REVOKED -> Status.FAILED;
        };
    }

    private void apply(Turn turn, Outstanding message, Receipt receipt) {
        Outstanding reported = message.in(status(turn, receipt));
        Instant until = putOffUntil(turn, receipt);
        Outstanding now = until == null
                ? reported
                : reported.withPutOffs(message.putOffs().another(until));
        turn.put(now);
        CapCounts.heard(turn, message, now);
        Habits.heard(turn, message, now);
        Dialogues.reported(turn, now, receipt);
        record(turn, now, receipt);
        List<Instance> others = TakenAlong.by(turn, now);
        Parking.guard(turn, message.instance(), () -> moveOn(turn, message.instance(), now, receipt));
        others.forEach(other -> Parking.guard(turn, other.id(), () -> moveOn(turn, other.id(), now, receipt)));
        derived(turn, now, receipt);
    }

    /** A sender that names a time has no room now: nothing is wrong with the message. */
    private static @Nullable Instant putOffUntil(Turn turn, Receipt receipt) {
        return receipt.status() == Receipt.Status.FAILED_TEMPORARY && turn.allows(FeatureLevel.RECEIPTS)
                ? receipt.details().retryAt()
                : null;
    }

    /** A person, or room, moves on a parked or queued instance: the receipt's status is kept with the message. */
    private static boolean isAtWork(Instance instance, Journey journey) {
        return !(instance.position() instanceof Position.Stuck)
                && !(instance.position() instanceof Position.Queued)
                && journey.steps().containsKey(instance.step());
    }

    private boolean moveOn(Turn turn, UUID run, Outstanding now, Receipt receipt) {
        Instance pinned = turn.instance(run).orElse(null);
        Instance instance = pinned == null ? null : runner.settled(turn, pinned);
        Journey journey = instance == null ? null : turn.journeyOf(instance);
        if (instance != null && journey != null && isAtWork(instance, journey)) {
            StepRunner.step(journey, instance.step())
                    .answer(
                            turn,
                            instance,
                            journey,
                            new Answer.Received(
                                    now, receipt.status(), receipt.details().retryAt()));
        }
        return true;
    }

    private static void record(Turn turn, Outstanding message, Receipt receipt) {
        turn.record(
                Outcome.RECEIPT,
                reason(receipt),
                new About(message.journey().value(), message.version(), message.instance(), message.step()),
                new MessageFacts(
                        message.id(), receipt.attempt(), message.channel(), classOf(turn, message), message.template()),
                List.of(),
                inputs(receipt.details()));
    }

    private static Map<String, String> inputs(Receipt.Details details) {
        Map<String, String> inputs = new HashMap<>(details.shown());
        if (details.code() != null) {
            inputs.put("code", details.code());
        }
        if (details.retryAt() != null) {
            inputs.put("retryAt", details.retryAt().toString());
        }
        if (details.possibleDuplicate()) {
            inputs.put("possibleDuplicate", "true");
        }
        if (details.optedOut()) {
            inputs.put("optedOut", "true");
        }
        return inputs;
    }

    /** The class of the version that sent the message, whose instance may be gone. */
    static JourneyClass classOf(Turn turn, Outstanding message) {
        Published published = turn.definitions().journey(message.journey());
        Journey journey = published == null ? null : published.version(message.version());
        return journey == null ? JourneyClass.SERVICE : journey.journeyClass();
    }

    private static ReceiptReason reason(Receipt receipt) {
        return switch (receipt.status()) {
            case ACCEPTED -> ReceiptReason.ACCEPTED;
            case DELIVERED -> ReceiptReason.DELIVERED;
            case READ -> ReceiptReason.READ;
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

    /** Journeys may start, move and end on what became of a message. */
    private void derived(Turn turn, Outstanding message, Receipt receipt) {
        String type = switch (receipt.status()) {
            case ACCEPTED -> "message.sent";
            case DELIVERED -> "message.delivered";
            case READ -> "message.read";
            case OPENED -> "message.opened";
            case CLICKED -> "message.clicked";
            case FAILED_PERMANENT, EXPIRED -> "message.failed";
            case FAILED_TEMPORARY, REVOKED, IN_DOUBT, REPLIED -> null;
        };
        if (type != null && turn.definitions().concerns(type)) {
            Instant at = turn.cause().nominalAt();
            String id = message.id() + "/" + receipt.status();
            Event event = new Event("/vestnik", id, type, at, data(message, receipt));
            events.happenedToJourneys(turn, event);
            Silences.hear(turn, event);
        }
    }

    private static Map<String, Object> data(Outstanding message, Receipt receipt) {
        Map<String, Object> data = new HashMap<>();
        data.put("messageId", message.id().toString());
        data.put("channel", message.channel().label());
        data.put("journey", message.journey().value());
        data.put("step", message.step());
        data.put("template", message.template());
        String code = receipt.details().code();
        if (code != null) {
            data.put("code", code);
        }
        return Map.copyOf(data);
    }
}
