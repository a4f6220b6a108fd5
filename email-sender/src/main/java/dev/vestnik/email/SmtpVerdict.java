package dev.vestnik.email;

import dev.vestnik.sender.Outcome;
import java.util.Set;

/** What a server's answer means for a message. Pure. */
final class SmtpVerdict {
    /**
     * RFC 3463 and RFC 7505 codes that say that the recipient's mailbox or domain does not exist. A bare 550 does not: servers say it
     * to senders they do not like as well, and one listing of our address must not suppress every customer. Nor do 5.1.7 and
     * 5.1.8, which are about the sender.
     */
    private static final Set<String> NO_SUCH_ADDRESS = Set.of("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10");

    private SmtpVerdict() {}

    static Outcome of(SmtpReply reply) {
        if (!reply.answered()) {
            return reply.phase() == SmtpPhase.DOT
                    ? new Outcome.Unknown("no-answer-to-letter")
                    : new Outcome.NotSent("broken-wire");
        }
        return switch (reply.phase()) {
            case CONNECT -> new Outcome.NotSent(code(reply));
            case SENDER -> sender(reply);
            case RECIPIENT, DATA, LETTER -> rejected(reply);
            case DOT -> letter(reply);
        };
    }

    /**
     * What is wrong before a recipient is named is wrong with us or with the server, not with this customer: a wrong password or a
     * blocked sender would otherwise use up every message of the lane. Only a letter that is too large is the letter's fault.
     */
    private static Outcome sender(SmtpReply reply) {
        if (reply.code() == 552) {
            return Outcome.permanent(code(reply));
        }
        return reply.hangsUp() || reply.code() == 530
                ? new Outcome.NotSent(code(reply))
                : Outcome.temporary(code(reply));
    }

    private static Outcome letter(SmtpReply reply) {
        return switch (reply.code() / 100) {
            case 2 -> accepted(reply);
            case 4, 5 -> rejected(reply);
            default -> new Outcome.Unknown("no-answer-to-letter");
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
