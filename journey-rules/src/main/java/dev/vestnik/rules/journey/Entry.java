package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ways of a customer into a journey.
 *
 * @param on the event types, one at least
 * @param condition over {@code event} and {@code customer}; null: always
 * @param key one running instance per key; null: one per customer
 * @param reentry null: as often as it happens
 * @param lateness an event older than this starts nothing; null: any age
 * @param once the fact that the event tells: the same fact starts nothing again, whatever the event's id; null: each event is one
 * @param onlyIfNotIn journeys of which a run keeps the customer out
 * @param schedule the calendar at whose moments the event of {@code on} happens; null: it is no event of a calendar
 */
public record Entry(
        List<String> on,
        @Nullable Expression condition,
        @Nullable Expression key,
        @Nullable Reentry reentry,
        @Nullable Duration lateness,
        @Nullable Expression once,
        List<JourneyId> onlyIfNotIn,
        @Nullable Schedule schedule) {

    public Entry {
        on = List.copyOf(on);
        onlyIfNotIn = List.copyOf(onlyIfNotIn);
    }

    /** An entry by one event, each of which is a fact. */
    public Entry(
            String on,
            @Nullable Expression condition,
            @Nullable Expression key,
            @Nullable Reentry reentry,
            @Nullable Duration lateness) {
        this(List.of(on), condition, key, reentry, lateness, null, List.of(), null);
    }

    /**
     * At most {@code max} entries in any rolling {@code per}.
     *
     * @param by whose entries are counted
     */
    public record Reentry(int max, Duration per, By by) {

        /** A limit of all entries of a customer. */
        public Reentry(int max, Duration per) {
            this(max, per, By.CUSTOMER);
        }

        /** Whose entries a limit counts. */
        public enum By {
            /** All of the customer's. */
            CUSTOMER,
            /** The customer's entries with the same key: of one order, of one cart. */
            KEY
        }
    }
}
