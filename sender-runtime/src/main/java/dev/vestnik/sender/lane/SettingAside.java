package dev.vestnik.sender.lane;

import dev.vestnik.sender.lane.AttemptEntry.Closed;
import dev.vestnik.sender.lane.LaneTransaction.End;
import dev.vestnik.sender.lane.LaneTransaction.SetAside;

/** Ends records that no gateway will see: unreadable ones, ones that break the lane, and ones that have ended before. */
final class SettingAside {
    private SettingAside() {}

    /** Sets a record aside that fails again; a readable message gets a receipt beside the dead letter. */
    static void broken(PendingRecord pending, Throwable e, LaneTransaction transaction) {
        PoisonException poison = new PoisonException("breaks-the-lane", e.toString());
        LaneMessage message = pending.message();
        if (message == null) {
            unreadable(pending, poison, transaction);
        } else if (pending.left() instanceof Closed) {
            pass(pending, transaction);
        } else {
            MessageOutcome outcome =
                    pending.mayBeSent() ? new MessageOutcome.InDoubt(pending.suspect()) : new MessageOutcome.Broken();
            transaction.add(new SetAside(pending, poison, new End(pending, message, outcome, null)));
        }
    }

    static void unreadable(PendingRecord pending, PoisonException poison, LaneTransaction transaction) {
        if (pending.left() instanceof Closed) {
            pass(pending, transaction);
        } else {
            transaction.add(new SetAside(pending, poison, null));
        }
    }

    /** Passes a record over that has ended in an earlier session. */
    static void pass(PendingRecord pending, LaneTransaction transaction) {
        pending.done(true);
        pending.dropContent();
        transaction.touch(pending.ledger());
    }
}
