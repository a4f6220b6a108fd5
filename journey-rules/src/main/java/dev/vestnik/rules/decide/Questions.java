package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Answered;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.owner.AskId;
import dev.vestnik.rules.owner.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks other keys what this one cannot know, and brings their answers to the gates that asked. A grant that is not used, because it came
 * too late or the message did not go out, is given back.
 */
final class Questions {
    /** Answers are remembered as long as the topic of commands keeps them: then the same one cannot come twice. */
    private static final Duration ANSWERS_KEPT = Duration.ofDays(7);

    private static final String SOURCE = "engine.commands/answers";

    private Questions() {}

    /** An answer moves the instance on that waits for it; where none does, it comes too late. */
    static void answered(Turn turn, StepRunner runner, String askId, Reply answer) {
        AskId id = AskId.parse(askId);
        if (id == null || isRepeated(turn, askId)) {
            return;
        }
        Instance asking = asking(turn, askId);
        boolean used = asking != null
                && Parking.guard(turn, asking.id(), () -> goOn(turn, runner, asking, answer))
                && !isParked(turn, asking);
        if (!used) {
            giveBack(turn, id, answer);
        }
    }

    private static boolean isRepeated(Turn turn, String askId) {
        long fingerprint = new Event(SOURCE, askId, Cause.ByCommand.KIND, turn.now(), Map.of()).fingerprint();
        if (turn.state().seen().stream().anyMatch(seen -> seen.fingerprint() == fingerprint)) {
            return true;
        }
        Housekeeping.remember(turn, new Seen(fingerprint, turn.now().plus(ANSWERS_KEPT)));
        return false;
    }

    /** The instance that waits for this answer; null where none does. */
    private static @Nullable Instance asking(Turn turn, String askId) {
        for (Instance instance : turn.state().instances()) {
            if (instance.position() instanceof Position.Asking asking
                    && asking.askId().equals(askId)) {
                return instance;
            }
        }
        return null;
    }

    private static boolean isParked(Turn turn, Instance asking) {
        return turn.instance(asking.id())
                .filter(now -> now.position() instanceof Position.Stuck stuck
                        && asking.position().equals(stuck.before()))
                .isPresent();
    }

    /** Whether the answer was taken: not where the instance has left, or its journey cannot be used now. */
    private static boolean goOn(Turn turn, StepRunner runner, Instance pinned, Reply answer) {
        Instance instance = runner.settled(turn, pinned);
        Journey journey = instance == null ? null : turn.journeyOf(instance);
        if (instance == null || journey == null || !(instance.position() instanceof Position.Asking asking)) {
            return false;
        }
        return StepRunner.step(journey, instance.step())
                .answer(turn, instance, journey, new Answer.Replied(asking, answer));
    }

    /** The instance without what it was granted so far, which is given back, since it goes elsewhere. */
    static Instance released(Turn turn, Instance instance) {
        giveBack(turn, instance.position());
        return instance.position() instanceof Position.Asking asking ? taken(instance, asking) : instance;
    }

    /** The instance while the message that waited comes to the gates again: its answers are in the draft. */
    static Instance taken(Instance instance, Position.Asking asking) {
        Instant since = asking.nominalAt();
        return instance.at(instance.step(), instance.iteration(), new Position.Waiting(since, since));
    }

    /** Gives back what an instance in this position was granted so far. */
    static void giveBack(Turn turn, @Nullable Position position) {
        switch (position) {
            case Position.Asking asking -> giveBack(turn, asking.answers());
            case Position.Stuck stuck -> giveBack(turn, stuck.before());
            case null -> {}
            case Position.Waiting waiting -> {}
            case Position.Sent sent -> {}
            case Position.Held held -> {}
            case Position.Queued queued -> {}
        }
    }

    static void giveBack(Turn turn, List<Answered> answers) {
        for (Answered one : answers) {
            AskId id = AskId.parse(one.askId());
            if (id != null) {
                giveBack(turn, id, one.reply());
            }
        }
    }

    private static void giveBack(Turn turn, AskId id, Reply answer) {
        switch (answer) {
            case Reply.Given granted -> {
                if (id.owner().kind().takesBack()) {
                    turn.bringAbout(new Effect.GiveBack(id.toString(), id.owner()));
                }
            }
            case Reply.Denied refused -> {}
            case Reply.Missing missing -> {}
        }
    }
}
