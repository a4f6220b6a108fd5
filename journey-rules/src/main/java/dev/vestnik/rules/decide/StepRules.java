package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The duties of a step towards instances. One class per kind of step fulfils all of them, and gives {@link StepRegistry} those that come
 * before there is a step: how it is read and where it leads. None has a default: each kind says what it does, also where that is nothing;
 * kinds at which nobody waits say so by {@link PassingStep}.
 */
interface StepRules extends Step {
    /**
     * Takes an instance that has come here: gives it its position, ends it, or passes it on.
     *
     * @param nominalAt the step's nominal time
     * @return the id of the step that the instance goes on to at once; null where it stays here or has ended
     */
    @Nullable
    String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt);

    /**
     * Whether an instance that comes here may show somebody what it remembers: a code that was shown is not given to another customer. A
     * message says so itself, once it is sent. In doubt a kind says yes: the other way a code might be two customers'.
     */
    boolean mayShow();

    /** Moves on an instance whose position's time has come. */
    void wake(Turn turn, Instance instance, Journey journey);

    /**
     * Hears what an instance here may be waiting for.
     *
     * @return true when something happened that must not happen twice; {@link Answer#NOT_AWAITED} where no answer is waited for
     */
    boolean answer(Turn turn, Instance instance, Journey journey, Answer answer);

    /** Whether an instance that waits here would be moved on by this event; asked while it is in a message step before. */
    boolean awaits(Turn turn, Instance instance, Event event);

    /**
     * Computes anew the position of an instance here whose context has changed.
     *
     * @return the position that it has where that does not hang on the context
     */
    Position recomputed(Turn turn, Instance instance);

    /**
     * Finds the position here of an instance that comes from an older version.
     *
     * @param instance as it comes, on the older version still
     * @param position that it has there; where it is parked, the position in which it was
     * @param before the step of the same id and kind there
     */
    Migration migrate(Turn turn, Instance instance, Position position, StepRules before);
}
