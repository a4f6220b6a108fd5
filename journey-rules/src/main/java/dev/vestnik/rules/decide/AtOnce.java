package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Answered;
import dev.vestnik.rules.gate.Candidate;
import dev.vestnik.rules.gate.Draft;
import dev.vestnik.rules.gate.Ruling;
import dev.vestnik.rules.reason.HoldReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * All channels of a message step at once: each that will do gets the message, those that gates hold get it later. The step is done once every
 * channel had its turn and one of them took the message.
 */
final class AtOnce {
    private final MessageStep chain;
    private final Gates gates;
    private final Handover handover;

    AtOnce(MessageStep chain, Gates gates, Handover handover) {
        this.chain = chain;
        this.gates = gates;
        this.handover = handover;
    }

    /** @param answers to what gates have asked about the first one */
    void advance(Turn turn, Candidate first, List<Answered> answers) {
        List<Held> held = new ArrayList<>();
        int passedOver = first.passedOver();
        boolean done = false;
        for (Candidate pending : pending(turn, first)) {
            Candidate candidate = pending.passingOver(passedOver);
            Draft draft = new Draft(candidate, candidate.channel() == first.channel() ? answers : List.of());
            Gates.Passage passage = gates.check(turn, draft);
            switch (passage.ruling()) {
                case Ruling.Pass pass
                when MessageStep.isShadow(draft) -> {
                    MessageStep.sayPassed(turn, draft, passage);
                    done = true;
                }
                case Ruling.Pass pass -> {
                    turn.become(passage.counted());
                    handover.send(turn, draft, passage);
                }
                case Ruling.No no -> {
                    chain.passOver(turn, draft, passage, no);
                    passedOver = candidate.withThisPassedOver();
                }
                case Ruling.Ask ask -> {
                    MessageStep.ask(turn, draft, passage, ask);
                    return; // the others have their turn once that is answered
                }
                case Ruling.Hold hold -> {
                    MessageStep.sayHeld(turn, draft, passage, hold);
                    held.add(new Held(candidate, hold));
                }
            }
        }
        if (done) {
            chain.done(turn, first); // the time of channels that are held would tell nothing more of a shadow
        } else if (held.isEmpty()) {
            settle(turn, first.passingOver(passedOver));
        } else {
            waitFor(turn, held, passedOver);
        }
    }

    /** A channel that a gate holds. */
    private record Held(Candidate candidate, Ruling.Hold hold) {}

    /** The run waits for the channel whose time comes first; all come to the gates again then. */
    private static void waitFor(Turn turn, List<Held> held, int passedOver) {
        Held earliest =
                Collections.min(held, Comparator.comparing(one -> one.hold().until()));
        List<HoldReason> others = held.stream()
                .filter(one -> !one.equals(earliest))
                .map(one -> one.hold().reason())
                .distinct()
                .toList();
        Candidate candidate = earliest.candidate();
        Ruling.Hold hold = earliest.hold();
        turn.put(Handover.at(
                candidate,
                new Position.Held(
                        candidate.channel(), candidate.nominalAt(), hold.reason(), hold.until(), passedOver, others)));
    }

    /** The channel whose time has come, and all that have not had their turn. */
    private static List<Candidate> pending(Turn turn, Candidate first) {
        List<Candidate> pending = new ArrayList<>(List.of(first));
        for (int channel = 0; channel < first.step().channels().size(); channel++) {
            Candidate other = first.at(channel);
            if (channel != first.channel() && !other.isPassedOver() && ChannelOrder.message(turn, other) == null) {
                pending.add(other);
            }
        }
        return pending;
    }

    /** No channel is left to be tried: waits for one to take the message, or is done. */
    void settle(Turn turn, Candidate candidate) {
        Position waiting = null;
        for (int channel = 0; channel < candidate.step().channels().size(); channel++) {
            Outstanding message = ChannelOrder.message(turn, candidate.at(channel));
            if (message != null && message.status().compareTo(Status.ACCEPTED) >= 0) {
                chain.done(turn, candidate);
                return;
            }
            if (waiting == null && message != null && isOnItsWay(turn, message)) {
                waiting = new Position.Sent(
                        channel, candidate.nominalAt(), message.id(), message.deliverBefore(), candidate.passedOver());
            }
        }
        if (waiting == null) {
            chain.exhausted(turn, candidate);
        } else {
            turn.put(Handover.at(candidate, waiting));
        }
    }

    private static boolean isOnItsWay(Turn turn, Outstanding message) {
        return message.status() != Status.FAILED && message.deliverBefore().isAfter(turn.now());
    }

    static boolean isOf(Candidate candidate) {
        return candidate.step() instanceof SendingRules step && step.manner().order() == Manner.Order.PARALLEL;
    }
}
