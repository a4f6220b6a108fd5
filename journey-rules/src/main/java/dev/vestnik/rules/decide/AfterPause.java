package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.definition.Definitions.Published;
import dev.vestnik.rules.definition.Meanwhile;
import dev.vestnik.rules.definition.Resumption;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.OnHold;
import java.time.Instant;
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
        Resumption pause = published == null ? null : published.pauses().ended(turn.now());
        if (pause == null || pause.meanwhile() == Meanwhile.SKIP_EXPIRED || !cameDue(instance.position(), pause)) {
            return instance;
        }
        turn.because(new Cause.ByWakeUp(pause.to()));
        if (pause.meanwhile() == Meanwhile.RESTART && StepRunner.step(journey, instance.step()) instanceof PlainWait) {
            turn.runner().arrive(turn, instance, journey, instance.step(), pause.to());
            return null;
        }
        Instance later = instance.at(instance.step(), instance.iteration(), later(instance.position(), pause));
        turn.put(later);
        return later;
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
        Instant due = pause.to();
        return switch (position) {
            case Position.Waiting(Instant since, var was) -> new Position.Waiting(pause.shifted(since), due);
            case Position.Held(int channel, Instant nominalAt, var reason, var was, int passedOver) ->
                new Position.Held(channel, pause.shifted(nominalAt), reason, due, passedOver);
            case Position.Sent(int channel, Instant nominalAt, var message, var was, int passedOver) ->
                new Position.Sent(channel, pause.shifted(nominalAt), message, due, passedOver);
            case Position.Asking(int channel, Instant nominalAt, String askId, var answers, var was, int passedOver) ->
                new Position.Asking(channel, pause.shifted(nominalAt), askId, answers, due, passedOver);
            case Position.Queued queued -> queued;
            case Position.Stuck stuck -> stuck;
        };
    }
}
