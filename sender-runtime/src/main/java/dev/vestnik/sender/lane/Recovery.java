package dev.vestnik.sender.lane;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.lane.AttemptEntry.Closed;
import dev.vestnik.sender.lane.AttemptEntry.Opened;
import dev.vestnik.sender.lane.AttemptEntry.Opening;
import dev.vestnik.sender.lane.AttemptEntry.Withdrawn;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a record of which the attempts say something already, or may: some of them cannot be read. A message that those may have
 * opened is in doubt, unless this process has its answer or a readable attempt says that it has ended.
 */
final class Recovery {
    private final GuardedRoute route;
    private final KnownSendings known;
    private final Queue<Sending> finished;

    Recovery(GuardedRoute route, KnownSendings known, Queue<Sending> finished) {
        this.route = route;
        this.known = known;
        this.finished = finished;
    }

    /** The next move with the record. */
    enum Next {
        SEND,
        PASS,
        WAIT,
        DOUBT
    }

    /** The record keeps its past until it is decided: an error in between forgets nothing. */
    Next next(Tracked tracked, Letter letter, Round round) {
        Next next = decided(tracked, letter, round);
        tracked.forgetPast();
        return next;
    }

    private Next decided(Tracked tracked, Letter letter, Round round) {
        AttemptEntry left = tracked.left();
        boolean mistrusted = tracked.isMistrusted();
        if (left == null
                || !left.attempt().equals(letter.attempt())) { // else about another record: the lane was made anew
            return mistrusted ? Next.DOUBT : Next.SEND;
        }
        return switch (left) {
            case Closed _ -> Next.PASS;
            case Withdrawn _ -> mistrusted ? Next.DOUBT : Next.SEND;
            case Opened opened -> opened(tracked, letter, opened.opening(), mistrusted ? null : round);
        };
    }

    /** @param round that may ask its gateway; null where another one may have had it since */
    private Next opened(Tracked tracked, Letter letter, Opening opening, @Nullable Round round) {
        tracked.doubts(opening.doubts());
        Optional<Sending> own = known.byToken(opening.token());
        if (own.isPresent()) {
            if (round == null && !isAnswer(own.get().outcome())) {
                tracked.inDoubt(opening.gateway());
            }
            adopt(tracked, own.get());
            return Next.WAIT;
        }
        Optional<GuardedGateway> gateway = route.named(opening.gateway());
        if (gateway.isEmpty() || round == null) {
            return Next.DOUBT;
        }
        Sending question = Sending.question(opening.token(), tracked, letter, gateway.get());
        tracked.sending(question);
        round.ask(question);
        return Next.WAIT;
    }

    /** Whether it says how the message ended: another sender cannot have changed that. */
    private static boolean isAnswer(@Nullable Outcome outcome) {
        return outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Rejected;
    }

    /** What this process has done about it is no answer, should the record come back. */
    void cannotTell(Sending sending) {
        known.forget(sending);
    }

    private void adopt(Tracked tracked, Sending sending) {
        sending.adoptedBy(tracked);
        tracked.sending(sending);
        if (sending.outcome() != null) {
            finished.add(sending);
        }
    }
}
