package dev.vestnik.rules.testrun;

import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customer of a test run.
 *
 * @param shop null: one of the journey's
 * @param id null: anybody, who is in no control group
 * @param state before {@code said}
 * @param said of the customer before the run begins: profile, consents, devices
 */
public record Subject(@Nullable String shop, @Nullable String id, CustomerState state, List<Event> said) {
    public Subject {
        said = List.copyOf(said);
    }

    /**
     * A customer who exists, without the runs and messages that are under way: the test run is about those that begin in it. Profile,
     * consents, what counts for caps and what is remembered of journeys stay; the calendar begins with the run.
     */
    public Subject as(CustomerState known) {
        CustomerState idle = known.withInstances(List.of())
                .withMessages(List.of())
                .withGoals(List.of())
                .withMemory(withoutCalendar(known.memory()))
                .withArmed(Armed.NONE);
        return new Subject(shop, id, idle, List.of());
    }

    private static Memory withoutCalendar(Memory memory) {
        History history = memory.history();
        return memory.withHistory(
                history.withDates(Dates.NONE.withHeard(history.dates().heard())));
    }
}
