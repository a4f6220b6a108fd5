package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.definition.Definitions.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.reason.Ending;
import dev.vestnik.rules.reason.LeaveReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes instances along to the newest version of their journey: to the step of the same id, or to the one that its publication names. */
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
        return there.id().equals(here.id())
                ? moved(turn, instance, here, current, there)
                : renamed(turn, instance, here, current, there);
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

    /** Ids of messages are made of their step's: what a gate was asked is given back, and a message that is out is the step's last. */
    private static @Nullable Instance renamed(Turn turn, Instance instance, Step here, Journey current, Step there) {
        return here instanceof Message step && isOut(turn, instance, step)
                ? past(turn, instance, current, (Message) there)
                : moved(turn, Questions.released(turn, instance), here, current, there);
    }

    /** Whether any channel's message of the step, this time, is out and has not failed. */
    private static boolean isOut(Turn turn, Instance instance, Message step) {
        return step.channels().stream()
                .map(via -> Ids.message(
                        turn.keyOf(instance),
                        instance.journey(),
                        instance.id(),
                        step.id(),
                        instance.iteration(),
                        via.channel()))
                .flatMap(id -> turn.message(id).stream())
                .anyMatch(message -> message.status() != Outstanding.Status.FAILED);
    }

    /**
     * Takes an instance whose message is out on behind the step: its receipts name the former step, so that nobody could tell whether a
     * fallback is still needed. One that is parked there ends.
     */
    private static @Nullable Instance past(Turn turn, Instance instance, Journey current, Message step) {
        if (instance.position() instanceof Position.Stuck) {
            return left(turn, instance, Ending.STEP_GONE);
        }
        Instant nominalAt = turn.cause().nominalAt();
        Instance moved = instance.on(current.version())
                .at(step.id(), instance.iteration(), new Position.Waiting(nominalAt, Position.NEVER));
        turn.put(moved);
        turn.runner().arrive(turn, moved, current, step.onSent(), nominalAt);
        return turn.instance(moved.id()).orElse(null);
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
