package dev.vestnik.rules.condition;

import dev.vestnik.rules.work.Work;
import java.time.Instant;
import java.util.Map;

/**
 * The values that an expression may look at, of the kinds that {@link dev.vestnik.rules.event.Event#data()} lists.
 *
 * @param event the data of the event at hand
 * @param context what the journey's instance remembers
 * @param customer the profile: firstName, phone (only {@code has}), locale, attributes, ...
 * @param key the instance's key, empty before there is one
 * @param now when we decide
 * @param work what evaluating over these may take
 */
public record Facts(
        Map<String, Object> event,
        Map<String, Object> context,
        Map<String, Object> customer,
        String key,
        Instant now,
        Work work) {

    /** Holds the facts for one evaluation. */
    public Facts(
            Map<String, Object> event,
            Map<String, Object> context,
            Map<String, Object> customer,
            String key,
            Instant now) {
        this(event, context, customer, key, now, new Work());
    }
}
