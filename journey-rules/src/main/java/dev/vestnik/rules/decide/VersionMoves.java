package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.reason.Ending;
import dev.vestnik.rules.reason.LeaveReason;
import org.jspecify.annotations.Nullable;

/**
 * Takes instances along to the newest version of their journey: to the step of the same id, or to the one that its publication names. What
 * an instance has open outside keeps the id that it has: messages ({@link MessageIds}), tasks ({@link Tasks#isOf}), questions and codes
 * (the position has their id).
 */
final class VersionMoves {
    private VersionMoves() {}

    /**
     * The instance in the newest version; null where it has ended. A version that takes long to compile ends nothing: the instance is moved
     * when both versions can be used.
     */
    static @Nullable Instance migrated(Turn turn, Instance instance, Published published) {
        Journey current = published.version(published.current());
        Journey old = turn.journeyOf(instance);
        if (current == null || old == null && published.isComing(instance.version())) {
            return instance;
        }
        if (instance.position() instanceof Position.Queued queued) { // it has not begun
            Instance moved = instance.on(current.version()).at(current.start(), instance.iteration(), queued);
            turn.put(moved);
            return moved;
        }
        Step here = old == null ? null : old.steps().get(instance.step());
        Step there = current.steps().get(published.placeOf(instance.version(), instance.step()));
        if (here == null || there == null || !there.getClass().equals(here.getClass())) {
            return left(turn, instance, Ending.STEP_GONE);
        }
        return moved(turn, instance, here, current, there);
    }

    private static @Nullable Instance left(Turn turn, Instance instance, LeaveReason reason) {
        turn.runner().leave(turn, instance, reason);
        return null;
    }

    private static @Nullable Instance moved(Turn turn, Instance instance, Step here, Journey current, Step there) {
        return switch (migration(turn, instance, (StepRules) here, (StepRules) there)) {
            case Migration.Gone(LeaveReason reason) -> left(turn, instance, reason);
            case Migration.To(Position position) -> {
                Instance moved = instance.on(current.version()).at(there.id(), instance.iteration(), position);
                turn.put(moved);
                yield moved;
            }
        };
    }

    /** A parked instance stays so, and the position in which it was is moved. */
    private static Migration migration(Turn turn, Instance instance, StepRules here, StepRules there) {
        Position position = instance.position();
        if (!(position instanceof Position.Stuck stuck)) {
            return there.migrate(turn, instance, position, here);
        }
        Position before = stuck.before();
        return before == null ? new Migration.To(stuck) : parked(stuck, there.migrate(turn, instance, before, here));
    }

    private static Migration parked(Position.Stuck stuck, Migration before) {
        return switch (before) {
            case Migration.To(Position position) ->
                new Migration.To(new Position.Stuck(
                        stuck.since(), stuck.failure(), stuck.nominalAt(), position, stuck.missed()));
            case Migration.Gone gone -> gone;
        };
    }
}
