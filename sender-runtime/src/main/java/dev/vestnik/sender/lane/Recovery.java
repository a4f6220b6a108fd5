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
 * Decides about a record that the attempts topic mentions already, or may mention in attempts that cannot be read. A message that
 * unreadable attempts may have opened is in doubt, unless this process has its answer or a readable attempt says that it has ended.
 *
 */
final class Recovery {
    private final GuardedRoute route;
    private final OpenAttempts known;
    private final Queue<OpenAttempt> finished;

    Recovery(GuardedRoute route, OpenAttempts known, Queue<OpenAttempt> finished) {
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

    /** Decides. The record keeps its past until then: an error in between forgets nothing. */
    Next next(PendingRecord pending, LaneMessage message, LaneTransaction transaction) {
        Next next = decided(pending, message, transaction);
        pending.forgetPast();
        return next;
    }

    private Next decided(PendingRecord pending, LaneMessage message, LaneTransaction transaction) {
        AttemptEntry left = pending.left();
        boolean mistrusted = pending.isMistrusted();
        if (left == null
                || !left.attempt().equals(message.attempt())) { // else about another record: the lane was made anew
            return mistrusted ? Next.DOUBT : Next.SEND;
        }
        return switch (left) {
            case Closed _ -> Next.PASS;
            case Withdrawn _ -> mistrusted ? Next.DOUBT : Next.SEND;
            case Opened opened -> opened(pending, message, opened.opening(), mistrusted ? null : transaction);
        };
    }

    /** @param transaction takes the look-up at the gateway; null when another sender may have had the message since */
    private Next opened(
            PendingRecord pending, LaneMessage message, Opening opening, @Nullable LaneTransaction transaction) {
        pending.doubts(opening.doubts());
        Optional<OpenAttempt> own = known.byToken(opening.token());
        if (own.isPresent()) {
            if (transaction == null && !isAnswer(own.get().outcome())) {
                pending.inDoubt(opening.at());
            }
            adopt(pending, own.get());
            return Next.WAIT;
        }
        Optional<GuardedGateway> gateway = route.known(opening.at());
        if (gateway.isEmpty() || transaction == null) {
            return Next.DOUBT;
        }
        OpenAttempt inDoubt = OpenAttempt.inDoubt(opening.token(), pending, message, gateway.get());
        pending.openAttempt(inDoubt);
        transaction.lookUp(inDoubt);
        return Next.WAIT;
    }

    /** Whether the outcome says how the message ended: another sender cannot have changed that. */
    private static boolean isAnswer(@Nullable Outcome outcome) {
        return outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Rejected;
    }

    /** Forgets an attempt without an answer, so that it does not count as one should the record come back. */
    void cannotTell(OpenAttempt openAttempt) {
        known.forget(openAttempt);
    }

    private void adopt(PendingRecord pending, OpenAttempt openAttempt) {
        openAttempt.adoptedBy(pending);
        pending.openAttempt(openAttempt);
        if (openAttempt.outcome() != null) {
            finished.add(openAttempt);
        }
    }
}
