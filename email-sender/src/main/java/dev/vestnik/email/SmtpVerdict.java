package dev.vestnik.email;

import dev.vestnik.sender.Outcome;
import java.util.Set;

/** Maps a server's answer to an outcome. Pure. */
final class SmtpVerdict {
    /**
     * Codes of RFC 3463 and RFC 7505 for a recipient's mailbox or domain that does not exist. A bare 550 is none of them: servers also
     * say it to senders they do not like, and one listing of our address must not suppress every customer. 5.1.7 and 5.1.8 are about the
     * sender.
     */
    private static final Set<String> NO_SUCH_ADDRESS = Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10");

    private SmtpVerdict() {}

    static Outcome of(SmtpReply reply) {
        if (!reply.answered()) {
            return reply.phase() == SmtpPhase.DOT
                    ? new Outcome.Unknown("no-answer-to-content")
                    : new Outcome.NotSent("broken-wire");
        }
        return switch (reply.phase()) {
            case CONNECT -> new Outcome.NotSent(code(reply));
            case SENDER -> sender(reply);
            case RECIPIENT, DATA, CONTENT -> rejected(reply);
            case DOT -> mail(reply);
        };
    }

    /**
     * Takes a refusal before a recipient is named as ours or the server's, not as this customer's: a wrong password or a blocked sender
     * would otherwise use up every message of the lane. The exception is an e-mail that is too large.
     */
    private static Outcome sender(SmtpReply reply) {
        if (reply.code() == 552) {
            return Outcome.permanent(code(reply));
        }
        return reply.hangsUp() || reply.code() == 530
                ? new Outcome.NotSent(code(reply))
                : Outcome.temporary(code(reply));
    }

    private static Outcome mail(SmtpReply reply) {
        return switch (reply.code() / 100) {
            case 2 -> accepted(reply);
            case 4, 5 -> rejected(reply);
            default -> new Outcome.Unknown("no-answer-to-content");
        };
    }

    private static Outcome accepted(SmtpReply reply) {
        return reply.queueId().map(Outcome::accepted).orElseGet(Outcome::accepted);
    }

    private static Outcome rejected(SmtpReply reply) {
        if (reply.code() / 100 != 5) {
            return Outcome.temporary(code(reply));
        }
        boolean dead = reply.enhanced().filter(NO_SUCH_ADDRESS::contains).isPresent();
        return dead ? Outcome.deadAddress(code(reply)) : Outcome.permanent(code(reply));
    }

    private static String code(SmtpReply reply) {
        return "smtp-" + reply.code() + reply.enhanced().map(code -> "-" + code).orElse("");
    }
}
