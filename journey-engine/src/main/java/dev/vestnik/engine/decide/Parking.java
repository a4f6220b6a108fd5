package dev.vestnik.engine.decide;

import dev.vestnik.engine.customer.Instance;
import dev.vestnik.engine.customer.Outstanding;
import dev.vestnik.engine.customer.Position;
import dev.vestnik.engine.customer.Position.Failure;
import dev.vestnik.engine.customer.Position.Stuck;
import dev.vestnik.engine.decide.Decision.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Pins a failure to the instance that failed: what it did in this decision is taken back, the instance is parked with a decision that
 * says so, and everything else of the customer and of the signal goes on.
 */
final class Parking {
    private Parking() {}

    /**
     * Carries out what moves one instance. Where that fails the instance is parked in the position it had.
     *
     * @param move true when something happened that must not happen twice
     * @return what {@code move} returned; also true where the instance was parked
     */
    static boolean guard(Turn turn, UUID instance, BooleanSupplier move) {
        Turn.Mark mark = turn.mark();
        turn.restartCount();
        try {
            return move.getAsBoolean();
        } catch (RuntimeException | StackOverflowError e) {
            turn.rollBack(mark);
            return turn.instance(instance)
                    .filter(parked -> !(parked.position() instanceof Stuck))
                    .map(failed -> park(turn, failed, failure(e)))
                    .orElse(false);
        }
    }

    /** Parks an instance in the position it has. */
    static boolean park(Turn turn, Instance failed, Failure failure) {
        put(turn, failed, new Stuck(turn.now(), failure, turn.cause().nominalAt(), failed.position()));
        return true;
    }

    /** Parks an instance that could not be brought into this step; its retry begins there. */
    static void parkOnTheWay(Turn turn, Instance failed, String step, Instant nominalAt, Throwable cause) {
        Instance there = failed.at(step, failed.iteration(), new Stuck(turn.now(), failure(cause), nominalAt, null));
        put(turn, there, (Stuck) there.position());
    }

    private static void put(Turn turn, Instance failed, Stuck stuck) {
        turn.put(failed.at(failed.step(), failed.iteration(), stuck));
        turn.record(
                Outcome.STUCK,
                stuck.failure().reason(),
                Turn.about(failed, null),
                null,
                List.of(),
                Map.of("cause", stuck.failure().cause()));
    }

    /** Never quotes the failure's own message, which may hold the customer's data. */
    static Failure failure(Throwable e) {
        if (e instanceof TooMuch limit) {
            return new Failure(limit.reason(), limit.cause());
        }
        StackTraceElement[] trace = e.getStackTrace();
        return new Failure("failed", e.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]));
    }

    /** Does what a person wants with a parked instance, and answers. */
    static void resolve(Turn turn, StepRunner runner, Signal.AskedToResolve ask) {
        Instance pinned = turn.instance(ask.instance()).orElse(null);
        if (pinned == null || !(pinned.position() instanceof Stuck)) {
            turn.bringAbout(
                    new Effect.Refuse(ask.askId(), ask.asker(), "not-stuck", "this instance is not stuck (any more)"));
            return;
        }
        switch (ask.resolution()) {
            case END -> runner.leave(turn, pinned, "ended-by-hand");
            case RETRY -> retry(turn, runner, pinned, ask.requestedBy());
        }
        turn.bringAbout(new Effect.Grant(
                ask.askId(),
                ask.asker(),
                Map.of("instance", pinned.id().toString(), "state", state(turn, pinned.id()))));
    }

    private static String state(Turn turn, UUID instance) {
        return turn.instance(instance)
                .map(now -> now.position() instanceof Stuck ? "stuck" : "running")
                .orElse("ended");
    }

    private static void retry(Turn turn, StepRunner runner, Instance pinned, String requestedBy) {
        turn.record(
                Outcome.RELEASED,
                "retried-by-hand",
                Turn.about(pinned, null),
                null,
                List.of(),
                Map.of("requestedBy", requestedBy));
        guard(turn, pinned.id(), () -> {
            Instance instance = runner.settled(turn, pinned);
            if (instance != null && instance.position() instanceof Stuck stuck) {
                goOn(turn, runner, instance, stuck);
            }
            return true;
        });
    }

    private static void goOn(Turn turn, StepRunner runner, Instance instance, Stuck stuck) {
        var journey = turn.journeyOf(instance);
        if (journey == null) {
            throw new TooMuch("failed", "version " + instance.version() + " of its journey cannot be used here");
        }
        Position before = stuck.before();
        if (before == null) {
            runner.arrive(turn, instance, journey, instance.step(), stuck.nominalAt());
            return;
        }
        Instance back = instance.at(instance.step(), instance.iteration(), before);
        turn.put(back);
        Outstanding message = sent(turn, before);
        if (message != null) {
            runner.messages().catchUp(turn, back, journey, message);
        }
    }

    /** The message that the instance waits for; null where it waits for something else. */
    private static @Nullable Outstanding sent(Turn turn, Position before) {
        return before instanceof Position.Sent sent
                ? turn.message(sent.message()).orElse(null)
                : null;
    }
}
