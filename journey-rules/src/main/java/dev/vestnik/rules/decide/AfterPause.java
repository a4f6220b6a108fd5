package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.definition.Meanwhile;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.definition.Resumption;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.OnHold;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes instances whose time came while their journey was paused on from there, as its resumption says. */
final class AfterPause {
    private AfterPause() {}

    /**
     * An instance that is due now.
     *
     * @return the instance as it is to be woken; null where its wait has begun anew
     */
    static @Nullable Instance resumed(Turn turn, Instance instance, Journey journey) {
        Published published = turn.definitions().journey(instance.journey());
        List<Resumption> pauses =
                published == null ? List.of() : published.pauses().ended(turn.now());
        Instance later = instance;
        for (Resumption pause : pauses) {
            if (beginsAnew(later, journey, pause)) {
                turn.because(new Cause.ByWakeUp(pause.to()));
                turn.runner().arrive(turn, later, journey, later.step(), pause.to());
                return null;
            }
            later = after(later, pause);
        }
        if (later != instance) {
            turn.because(new Cause.ByWakeUp(later.position().due()));
            turn.put(later);
        }
        return later;
    }

    /** Whether an instance that is due goes on from a pause, as its resumption says. */
    static boolean isMeant(Turn turn, Instance instance) {
        Published published = turn.definitions().journey(instance.journey());
        return published != null
                && published.pauses().ended(turn.now()).stream()
                        .anyMatch(pause ->
                                pause.meanwhile() != Meanwhile.SKIP_EXPIRED && cameDue(instance.position(), pause));
    }

    /** Whether the step begins anew: its wait ended during the pause, not before it. */
    private static boolean beginsAnew(Instance instance, Journey journey, Resumption pause) {
        return pause.meanwhile() == Meanwhile.RESTART
                && cameDue(instance.position(), pause)
                && !instance.position().due().isBefore(pause.from())
                && StepRunner.step(journey, instance.step()) instanceof PlainWait;
    }

    private static Instance after(Instance instance, Resumption pause) {
        return pause.meanwhile() == Meanwhile.SKIP_EXPIRED || !cameDue(instance.position(), pause)
                ? instance
                : instance.at(instance.step(), instance.iteration(), later(instance.position(), pause));
    }

    /** Whether its time came before the pause was over. A message that the pause held is looked at a while after. */
    private static boolean cameDue(Position position, Resumption pause) {
        return position.due().isBefore(pause.to())
                || position instanceof Position.Held held
                        && held.reason() == OnHold.PAUSED
                        && held.nominalAt().isBefore(pause.to());
    }

    /** The position as if the time of the pause had not been. */
    private static Position later(Position position, Resumption pause) {
        Instant due = pause.shifted(position.due());
        return switch (position) {
            case Position.Waiting(Instant since, var was) -> new Position.Waiting(pause.shifted(since), due);
            case Position.Held(int channel, Instant nominalAt, var reason, var was, int passedOver, var others) ->
                new Position.Held(channel, pause.shifted(nominalAt), reason, due, passedOver, others);
            case Position.Sent(int channel, Instant nominalAt, var message, var was, int passedOver) ->
                new Position.Sent(channel, pause.shifted(nominalAt), message, due, passedOver);
            case Position.Asking(int channel, Instant nominalAt, String askId, var answers, var was, int passedOver) ->
                new Position.Asking(channel, pause.shifted(nominalAt), askId, answers, due, passedOver);
            case Position.Queued queued -> queued;
            case Position.Stuck stuck -> stuck;
        };
    }
}
