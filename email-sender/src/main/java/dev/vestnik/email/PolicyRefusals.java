package dev.vestnik.email;

import dev.vestnik.sender.Outcome;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells a server that has blocked this sender from recipients whom its policy protects, which SMTP gives the same codes: after many
 * refusals in a row with no e-mail taken in between, the e-mails wait until the server takes one again. As long as it has taken none at all,
 * no such refusal is for good, and few are enough.
 */
final class PolicyRefusals {
    /** Refusals in a row from which on the server is taken as refusing everybody. */
    static final int MANY = 20;

    /** The same of a server that has taken no e-mail of this process yet. */
    static final int FEW = 3;

    private final AtomicInteger inARow = new AtomicInteger();
    private volatile boolean proven;

    /** @param outcome of the reply as it seems by itself */
    Outcome judged(SmtpReply reply, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            proven = true;
            inARow.set(0);
        }
        return outcome instanceof Outcome.Rejected(var _, String code, var _, var _, var _) && isOfPolicy(reply)
                ? counted(code, outcome)
                : outcome;
    }

    private Outcome counted(String code, Outcome outcome) {
        inARow.updateAndGet(count -> Math.min(count + 1, MANY));
        if (refuseEverybody()) {
            return Outcome.busy(code);
        }
        return proven ? outcome : Outcome.temporary(code);
    }

    /** Codes of security and policy (RFC 3463: 5.7.x), to the recipient: those to a text are mostly a filter's. */
    private static boolean isOfPolicy(SmtpReply reply) {
        return reply.phase() == SmtpPhase.RECIPIENT
                && reply.enhanced().filter(code -> code.startsWith("5.7.")).isPresent();
    }

    /** Whether the server refuses everybody: from many refusals on until it takes an e-mail, however long that is. */
    boolean refuseEverybody() {
        return inARow.get() >= (proven ? MANY : FEW);
    }
}
