package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Failure;
import dev.vestnik.rules.customer.Position.Missed;
import dev.vestnik.rules.customer.Position.Stuck;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.reason.Breakdown;
import dev.vestnik.rules.reason.Declined;
import dev.vestnik.rules.reason.Ending;
import dev.vestnik.rules.reason.RefuseReason;
import dev.vestnik.rules.reason.ReleaseReason;
import dev.vestnik.rules.work.Weight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Pins a failure to the instance that failed: its changes in this decision are taken back, the instance is parked with a decision that
 * says so, and everything else of the customer and of the signal goes on.
 */
final class Parking {
    private static final int MOST_MISSED = 10;
    /** The largest missed event, in the units of {@link Weight}. */
    private static final long LARGEST_MISSED = 10_000;

    private Parking() {}

    /**
     * Carries out what moves one instance. Where that fails the instance is parked in the position it had.
     *
     * @param move true when something happened that must not happen twice
     * @return what {@code move} returned; also true where the instance was parked
     */
    static boolean guard(Turn turn, UUID instance, BooleanSupplier move) {
        Turn.Mark mark = turn.mark();
        turn.work().restart();
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
        put(turn, failed, new Stuck(turn.now(), failure, turn.cause().nominalAt(), failed.position(), List.of()));
        return true;
    }

    /** Parks an instance that could not be brought into this step; its retry begins there. */
    static void parkOnTheWay(Turn turn, Instance failed, String step, Instant nominalAt, Throwable cause) {
        Instance there =
                failed.at(step, failed.iteration(), new Stuck(turn.now(), failure(cause), nominalAt, null, List.of()));
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

    static Failure failure(Throwable e) {
        return new Failure(e instanceof TooMuch limit ? limit.reason() : Breakdown.FAILED, FailureCause.of(e));
    }

    /** Does what a person wants with a parked instance, and answers. */
    static void resolve(
            Turn turn, EventRules events, StepRunner runner, Signal.Asked ask, Request.ResolveStuck resolve) {
        Instance pinned = turn.instance(resolve.instance()).orElse(null);
        if (pinned == null || !(pinned.position() instanceof Stuck stuck)) {
            refuse(turn, ask, Declined.NOT_STUCK, "this instance is not stuck (any more)");
            return;
        }
        switch (resolve.resolution()) {
            case END -> runner.leave(turn, pinned, Ending.ENDED_BY_HAND);
            case RETRY -> {
                if (stuck.failure().reason() == Breakdown.TOO_MUCH_MISSED) {
                    refuse(turn, ask, Breakdown.TOO_MUCH_MISSED, stuck.failure().cause());
                    return;
                }
                retry(turn, events, runner, pinned, resolve.requestedBy());
            }
        }
        turn.bringAbout(new Effect.Grant(
                ask.askId(),
                ask.asker(),
                Map.of("instance", pinned.id().toString(), "state", state(turn, pinned.id()))));
    }

    private static void refuse(Turn turn, Signal.Asked ask, RefuseReason reason, String detail) {
        turn.bringAbout(new Effect.Refuse(ask.askId(), ask.asker(), reason, detail));
    }

    private static String state(Turn turn, UUID instance) {
        return turn.instance(instance)
                .map(now -> now.position() instanceof Stuck ? "stuck" : "running")
                .orElse("ended");
    }

    private static void retry(Turn turn, EventRules events, StepRunner runner, Instance pinned, String requestedBy) {
        turn.record(
                Outcome.RELEASED,
                ReleaseReason.RETRIED_BY_HAND,
                Turn.about(pinned, null),
                null,
                List.of(),
                Map.of("requestedBy", requestedBy));
        Instance instance = runner.settled(turn, pinned);
        Journey journey = instance == null ? null : turn.journeyOf(instance);
        if (instance == null || !(instance.position() instanceof Stuck stuck)) {
            return;
        }
        if (journey == null) {
            String cause = "version " + instance.version() + " of its journey cannot be used here";
            replace(turn, instance, stuck, new Failure(Breakdown.FAILED, cause));
            return;
        }
        if (isOver(turn, events, instance, stuck)) {
            return;
        }
        Position before = stuck.before();
        if (before == null) {
            turn.work().restart();
            runner.arrive(turn, instance, journey, instance.step(), stuck.nominalAt());
        } else {
            goOn(turn, instance.at(instance.step(), instance.iteration(), before), journey);
        }
        stuck.missed().forEach(missed -> again(turn, events, instance.id(), missed));
    }

    /** Whether an event that came meanwhile has ended it, or its exit rule cannot be computed still. */
    private static boolean isOver(Turn turn, EventRules events, Instance instance, Stuck stuck) {
        for (Missed missed : stuck.missed()) {
            turn.work().restart();
            Turn.Mark mark = turn.mark();
            try {
                if (events.leaves(turn, event(missed), instance)) {
                    return true;
                }
            } catch (RuntimeException | StackOverflowError e) {
                turn.rollBack(mark);
                replace(turn, instance, stuck, failure(e));
                return true;
            }
        }
        return false;
    }

    private static void replace(Turn turn, Instance instance, Stuck stuck, Failure failure) {
        put(turn, instance, new Stuck(turn.now(), failure, stuck.nominalAt(), stuck.before(), stuck.missed()));
    }

    private static void goOn(Turn turn, Instance back, Journey journey) {
        turn.put(back);
        guard(turn, back.id(), () -> {
            if (!(back.position() instanceof Position.Queued)) {
                StepRunner.step(journey, back.step()).answer(turn, back, journey, new Answer.Resumed());
            }
            return true;
        });
    }

    private static void again(Turn turn, EventRules events, UUID instance, Missed missed) {
        turn.because(new Cause.ByEvent(missed.type(), null, missed.nominalAt(), missed.nominalAt()));
        turn.instance(instance).ifPresent(now -> events.moveGuarded(turn, event(missed), now));
    }

    private static Event event(Missed missed) {
        return new Event("/vestnik/missed", "", missed.type(), missed.nominalAt(), missed.data());
    }

    /**
     * Keeps an event for the retry of a parked instance that it could have ended or moved on. Where it is too large, or there are too many,
     * the failure says so from then on, and no retry is taken: the event might have been the purchase.
     */
    static void miss(Turn turn, Instance instance, Event event) {
        if (!(instance.position() instanceof Stuck stuck)) {
            return;
        }
        List<Missed> missed = new ArrayList<>(stuck.missed());
        boolean fits = Weight.of(event.data()) <= LARGEST_MISSED && missed.size() < MOST_MISSED;
        if (fits) {
            missed.add(new Missed(event.type(), event.data(), turn.cause().nominalAt()));
        }
        Failure failure = fits
                ? stuck.failure()
                : new Failure(
                        Breakdown.TOO_MUCH_MISSED,
                        "more came meanwhile than is kept: look at the timeline, then end it");
        turn.put(instance.at(
                instance.step(),
                instance.iteration(),
                new Stuck(stuck.since(), failure, stuck.nominalAt(), stuck.before(), missed)));
    }
}
