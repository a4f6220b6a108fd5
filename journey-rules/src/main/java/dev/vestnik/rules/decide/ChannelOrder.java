package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.gate.Candidate;
import dev.vestnik.rules.journey.Journey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
            Candidate other = new Candidate(
                    candidate.instance(), candidate.journey(), candidate.step(), channel, candidate.nominalAt());
            if (channel != candidate.channel()
                    && turn.message(Handover.messageId(turn, other, other.via())).isEmpty()) {
                others.add(other);
            }
        }
        return others;
    }

    /** Whether no other channel has its turn after this one. */
    static boolean isLast(Turn turn, Candidate candidate) {
        return prefers(candidate) ? after(turn, candidate).isEmpty() : candidate.isLast();
    }

    private static boolean prefers(Candidate candidate) {
        return candidate.step() instanceof Message step && step.manner().prefers();
    }
}
