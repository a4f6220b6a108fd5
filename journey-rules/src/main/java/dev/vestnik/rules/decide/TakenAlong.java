package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.gate.Candidate;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.OnHold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs whose message went along in that of another run: they wait for it as if it were theirs, and cannot take it back for its time alone. */
final class TakenAlong {
    private TakenAlong() {}

    /** The instances whose messages went along in this one, and that wait for it still. */
    static List<Instance> by(Turn turn, Outstanding message) {
        return turn.state().instances().stream()
                .filter(instance -> isIn(instance, message))
                .toList();
    }

    /** Whether the run waits for the message of another one. */
    static boolean isIn(Instance instance, Outstanding message) {
        return instance.position() instanceof Position.Sent sent
                && sent.message().equals(message.id())
                && !message.instance().equals(instance.id());
    }

    /** Every run whose message it is: the one that has sent it, where it is still there, and those whose messages went along. */
    static Stream<Instance> runs(Turn turn, Outstanding message) {
        return Stream.concat(turn.instance(message.instance()).stream(), by(turn, message).stream());
    }

    /** The message of another run that it went along in; null where it did in none. */
    static @Nullable Outstanding message(Turn turn, Instance instance) {
        return instance.position() instanceof Position.Sent sent
                ? turn.message(sent.message())
                        .filter(message -> isIn(instance, message))
                        .orElse(null)
                : null;
    }

    /** Its turn in its own step; null where that is none that sends. */
    static @Nullable Candidate candidate(Turn turn, Instance instance) {
        Journey journey = turn.journeyOf(instance);
        return journey != null
                        && journey.steps().get(instance.step()) instanceof Message step
                        && instance.position() instanceof Position.Sent sent
                        && sent.channel() < step.channels().size()
                ? new Candidate(instance, journey, step, sent.channel(), sent.nominalAt())
                : null;
    }

    /** Whether the message may still get somewhere: a sender has it, or its own run is to try it again. */
    static boolean isUnderWay(Turn turn, Outstanding message) {
        Optional<Instance> own = turn.instance(message.instance());
        boolean again = own.isPresent()
                && own.get().position() instanceof Position.Held held
                && held.reason() == OnHold.RETRY
                && MessageIds.of(turn, own.get(), own.get().step(), message.channel())
                        .equals(message.id());
        return message.deliverBefore().isAfter(turn.now())
                && (message.status() == Status.SENT
                        || message.status() == Status.IN_DOUBT
                        || message.status() == Status.FAILED && again);
    }

    /** Lets those go on whose message the run was to try again: it has left. */
    static void abandoned(Turn turn, Instance left) {
        for (Outstanding message : turn.state().messages()) {
            if (message.instance().equals(left.id())) {
                refused(turn, message);
            }
        }
    }

    /** Lets those go on whose message could not be tried again: a gate said no. */
    static void refused(Turn turn, @Nullable Outstanding message) {
        if (message != null && message.status() == Status.FAILED) {
            by(turn, message).forEach(instance -> alone(turn, instance, turn.now()));
        }
    }

    /** The run sends its message by itself, then. */
    static void alone(Turn turn, Instance instance, Instant at) {
        if (instance.position() instanceof Position.Sent sent) {
            turn.put(instance.at(
                    instance.step(),
                    instance.iteration(),
                    new Position.Held(sent.channel(), sent.nominalAt(), OnHold.OUTRANKED, at)));
        }
    }
}
