package dev.vestnik.rules.model;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A journey of the family that histories are made of. {@link PlanText} writes it as a marketer would.
 *
 * @param topic null in class service
 * @param holdout in percent; 0: nobody
 * @param steps the first one is the start
 */
public record Plan(
        String id,
        @Nullable String topic,
        int priority,
        Entry entry,
        List<Exit> exits,
        @Nullable Goal goal,
        int holdout,
        Map<String, Step> steps) {
    /** The id of the step that ends a run. */
    static final String END = "end";

    boolean service() {
        return topic == null;
    }

    Step step(String step) {
        return steps.get(step);
    }

    /**
     * The entry of a plan.
     *
     * @param atLeast of {@code event.n}; 0: any
     * @param keyed one run for each {@code event.k}; else one for the customer
     * @param once whether {@code event.fact} starts it once alone
     * @param notIn the journey whose runs keep it from starting
     */
    record Entry(
            String on,
            int atLeast,
            boolean keyed,
            boolean once,
            @Nullable String notIn,
            @Nullable Reentry reentry,
            @Nullable Duration lateness) {}

    record Reentry(int max, Duration per, boolean byKey) {}

    /** An event of the run's key that ends it; without a key any such event. */
    record Exit(String on, String reason) {}

    record Goal(String on, Duration within) {}

    /** A step of the family. */
    sealed interface Step {}

    record Delay(Duration length, String next) implements Step {}

    record At(LocalTime time, String next) implements Step {}

    /**
     * A wait.
     *
     * @param on where an event of the run's key leads, by its type
     * @param resets types of events that start the time afresh
     */
    record Wait(
            Map<String, String> on,
            Set<String> resets,
            boolean update,
            Duration timeout,
            @Nullable Duration maxWait,
            String onTimeout)
            implements Step {}

    /** Whether {@code context.n} is at least so much. */
    record Branch(int atLeast, String next, String otherwise) implements Step {}

    record Message(List<Via> channels, @Nullable Duration within, boolean drop, String onSent, String onNone)
            implements Step {}

    record End() implements Step {}

    /**
     * A channel of a message.
     *
     * @param until null where nothing is said
     * @param lasts {@code for}; null where nothing is said
     * @param atLeast of {@code context.n}; 0: any
     */
    record Via(
            String channel,
            @Nullable String until,
            @Nullable Duration lasts,
            int atLeast) {}
}
