package dev.vestnik.rules.journey;

import dev.vestnik.rules.condition.Expression;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step of a journey. Where the id of a following step is null, the instance ends there. */
public sealed interface Step {
    String id();

    /**
     * Sends a message through the first channel that works.
     *
     * @param within how long after the step's nominal time the message is still worth sending; null: the class's default from now
     * @param until an instant past which it is not worth sending, for example {@code event.window.to}; null: none
     */
    record Message(
            String id,
            String template,
            @Nullable Duration within,
            @Nullable Expression until,
            List<Via> channels,
            @Nullable String onSent,
            @Nullable String onNone)
            implements Step {
        public Message {
            channels = List.copyOf(channels);
        }
    }

    /** Waits for a time. */
    record Delay(String id, Until until, @Nullable String next) implements Step {}

    /** What a delay waits for. */
    sealed interface Until {
        /** A duration from the step's nominal time. */
        record For(Duration duration) implements Until {}

        /** An instant that an expression gives; one in the past does not wait. */
        record At(Expression instant) implements Until {}

        /** The next such local time in the customer's zone; {@code weekday} null: any day. */
        record Local(LocalTime time, @Nullable DayOfWeek weekday) implements Until {}
    }

    /**
     * Waits for one of some events, at most {@code timeout} from the step's nominal time; {@code resetOn} starts the time-out
     * afresh, but never past {@code maxWait} from the first arrival in this step.
     */
    record WaitUntil(
            String id,
            List<OnEvent> events,
            Duration timeout,
            List<Reset> resetOn,
            @Nullable Duration maxWait,
            @Nullable String onTimeout)
            implements Step {
        public WaitUntil {
            events = List.copyOf(events);
            resetOn = List.copyOf(resetOn);
        }
    }

    /** An awaited event and where it leads. */
    record OnEvent(Trigger trigger, @Nullable String next) {}

    /** An event that starts the time-out afresh; {@code update} also computes the context from it. */
    record Reset(Trigger trigger, boolean update) {}

    /** Goes where the first case that holds leads. */
    record Branch(String id, List<Case> cases, @Nullable String otherwise) implements Step {
        public Branch {
            cases = List.copyOf(cases);
        }
    }

    /** A case of a branch. */
    record Case(Expression condition, @Nullable String next) {}

    /** The end. */
    record End(String id) implements Step {}
}
