package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.gate.Candidate;
import dev.vestnik.rules.journey.Journey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the channels of a message step have their turn: as they are written, or first the one that the customer reads. That one
 * is looked for once, at the beginning; after it come those that have not had their turn, as they are written.
 */
final class ChannelOrder {
    private ChannelOrder() {}

    /** The first channel's turn. */
    static Candidate first(Turn turn, Instance instance, Journey journey, Message step, Instant nominalAt) {
        int channel = step.manner().prefers() ? Habits.preferred(turn, step.channels()) : 0;
        return new Candidate(instance, journey, step, channel, nominalAt);
    }

    /** The channels that have not had their turn: in the version that an instance came from the order may have been another. */
    static List<Candidate> after(Turn turn, Candidate candidate) {
        List<Candidate> others = new ArrayList<>(2);
        int from = prefers(candidate) ? 0 : candidate.channel() + 1;
        for (int channel = from; channel < candidate.step().channels().size(); channel++) {
            Candidate other = candidate.at(channel);
            if (channel != candidate.channel() && !other.isPassedOver() && message(turn, other) == null) {
                others.add(other);
            }
        }
        return others;
    }

    /** Whether no other channel has its turn after this one. */
    static boolean isLast(Turn turn, Candidate candidate) {
        return AtOnce.isOf(candidate)
                || (prefers(candidate) ? after(turn, candidate).isEmpty() : candidate.isLast());
    }

    /** The message that went through this channel; null where none has. */
    static @Nullable Outstanding message(Turn turn, Candidate candidate) {
        return turn.message(Handover.messageId(turn, candidate, candidate.via()))
                .orElse(null);
    }

    /** Whether a channel that had its No is not known by the order alone. */
    static boolean remembers(Candidate candidate) {
        return AtOnce.isOf(candidate) || prefers(candidate);
    }

    private static boolean prefers(Candidate candidate) {
        return candidate.step() instanceof Message step && step.manner().prefers();
    }
}
