package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says of a goal with a value its worth, and of one whose value is money the messages that the sale is owed to. A sale is owed once,
 * whichever journeys and versions have it as their goal: to the first and the last marketing message that a gateway took in the week before
 * it. A goal whose value is a mere number is no sale, or the order's money would hang on which goal saw it first.
 */
public final class Sales {
    /** The input that says what the goal was worth: a number, in minor units where there is a {@link #CURRENCY}. */
    public static final String VALUE = "value";

    /** The input with the ISO 4217 code of the value's currency, where it has one. */
    public static final String CURRENCY = "currency";

    /** The input that says {@code first} where the sale is counted here, {@code again} where another decision counts it; absent: no money. */
    public static final String SALE = "sale";

    /** The input that names the first message it is owed to: {@code JOURNEY VERSION STEP CHANNEL}; absent where there was none. */
    public static final String FIRST_TOUCH = "touch.first";

    /** The input that names the last one. */
    public static final String LAST_TOUCH = "touch.last";

    private static final Duration WINDOW = Duration.ofDays(7);
    private static final String ORDER = "orderId";

    private Sales() {}

    static Map<String, String> of(Turn turn, Event event, Object value) {
        Map<String, String> inputs = new HashMap<>(worth(value));
        if (!inputs.containsKey(CURRENCY)) {
            return inputs;
        }
        boolean first = SaidOnce.isNew(turn, "sale\0" + name(event), Housekeeping.EVENTS_KEPT);
        inputs.put(SALE, first ? "first" : "again");
        if (first) {
            List<Outstanding> touches = touches(turn);
            if (!touches.isEmpty()) {
                inputs.put(FIRST_TOUCH, inWords(touches.getFirst()));
                inputs.put(LAST_TOUCH, inWords(touches.getLast()));
            }
        }
        return inputs;
    }

    private static Map<String, String> worth(Object value) {
        return value instanceof Map<?, ?> money
                        && money.get("amount") instanceof Number amount
                        && money.get("currency") instanceof String currency
                ? Map.of(VALUE, amount.toString(), CURRENCY, currency)
                : Map.of(VALUE, String.valueOf(value));
    }

    /** An order is the same one in all events about it. */
    private static String name(Event event) {
        return event.data().get(ORDER) instanceof String order ? "order\0" + order : "event\0" + event.fingerprint();
    }

    /** The messages in the order in which they were sent. */
    private static List<Outstanding> touches(Turn turn) {
        Instant until = turn.cause().nominalAt();
        Instant from = until.minus(WINDOW);
        return turn.state().messages().stream()
                .filter(message -> message.status().compareTo(Status.ACCEPTED) >= 0
                        && !message.sentAt().isBefore(from)
                        && !message.sentAt().isAfter(until)
                        && ReceiptRules.classOf(turn, message) == JourneyClass.MARKETING)
                .sorted(Comparator.comparing(Outstanding::sentAt).thenComparing(Outstanding::id))
                .toList();
    }

    private static String inWords(Outstanding message) {
        return message.journey().value() + " " + message.version() + " " + message.step() + " "
                + message.channel().label();
    }
}
