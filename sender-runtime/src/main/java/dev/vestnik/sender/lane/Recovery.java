package dev.vestnik.sender.lane;

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
 * What becomes of a record about which the attempts say something already, or may: some of them cannot be read. What those may have
 * opened is in doubt, unless this process knows better or a readable attempt says that it has ended.
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

    /** What is to be done with it now. */
    enum Next {
        SEND,
        PASS,
        WAIT,
        DOUBT
    }

    Next next(Tracked tracked, Letter letter, Round round) {
        AttemptEntry left = tracked.takeLeft();
        boolean mistrusted = tracked.takeMistrust();
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
