package dev.vestnik.rules.testrun;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.reason.HoldReason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a test run: a signal and everything that came of it.
 *
 * @param signal an event's type, {@code wake-up}, {@code receipt} or {@code answer}
 * @param detail the event's id, or what the receipt says; null of wake-ups and answers
 * @param failure of rules that failed with it, as a record that is set aside; null: they did not
 * @param waiting the runs as they stand afterwards
 */
public record Happening(
        Instant at,
        String signal,
        @Nullable String detail,
        List<Decision> decisions,
        List<SentMessage> sent,
        List<Effect.Passed> passed,
        @Nullable String failure,
        List<Waiting> waiting) {
    public Happening {
        decisions = List.copyOf(decisions);
        sent = List.copyOf(sent);
        passed = List.copyOf(passed);
        waiting = List.copyOf(waiting);
    }

    /**
     * A run and where it stands.
     *
     * @param until the clock moves it on; null: nothing but an event or a person does
     * @param held why its message is held; null: it is not
     */
    public record Waiting(
            String journey,
            String key,
            String step,
            @Nullable Instant until,
            @Nullable HoldReason held) {

        static Waiting of(Instance instance) {
            Instant due = instance.position().due();
            return new Waiting(
                    instance.journey().value(),
                    instance.key(),
                    instance.step(),
                    due.equals(Position.NEVER) ? null : due,
                    instance.position() instanceof Position.Held held ? held.reason() : null);
        }
    }
}
