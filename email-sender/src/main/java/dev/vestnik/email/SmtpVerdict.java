package dev.vestnik.email;

import dev.vestnik.email.bounce.EnhancedCode;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps a server's answer to an outcome. Pure. */
final class SmtpVerdict {
    /** Grey-listing lets pass who comes again after a while, by most servers' defaults after 5 minutes (RFC 6647, 5). */
    private static final Duration GREY_LISTED = Duration.ofMinutes(10);

    /** A full mailbox stays full until its owner looks at it. */
    private static final Duration FULL = Duration.ofHours(4);

    /** "TLS or login not available now" (RFC 3207, RFC 4954), which relays also say to a sender above its quota, even to an e-mail's dot. */
    private static final int NOT_NOW = 454;

    private static final int TOO_LARGE = 552;

    /** A command that the server does not understand or take as it stands: about this e-mail's command, not about its sender. */
    private static final Set<Integer> SYNTAX = Set.of(500, 501, 502, 503, 504, 555);

    /** "Authentication required" and "invalid" (RFC 4954): refused to us, whomever we write to. */
    private static final Set<Integer> LOG_IN = Set.of(530, 535);

    private SmtpVerdict() {}

    /** @param now the time of the answer, from which the time of the next try counts */
    static Outcome of(SmtpReply reply, Instant now) {
        if (!reply.answered()) {
            return reply.phase() == SmtpPhase.DOT
                    ? new Outcome.Unknown("no-answer-to-content")
                    : new Outcome.NotSent("broken-wire");
        }
        return switch (reply.phase()) {
            case CONNECT -> Outcome.busy(code(reply));
            case SENDER -> sender(reply);
            case RECIPIENT, DATA, CONTENT -> rejected(reply, now);
            case DOT -> mail(reply, now);
        };
    }

    /**
     * Takes a refusal before a recipient is named as the server's state or ours, not as this customer's: a wrong password or a blocked
     * sender would otherwise use up every message of the lane. Exceptions are an e-mail that is too large, a recipient who is not in
     * ASCII, and a command that the server does not understand.
     */
    private static Outcome sender(SmtpReply reply) {
        if (reply.code() == TOO_LARGE || reply.says("5.3.4")) {
            return Outcome.permanent(code(reply));
        }
        if (reply.says(EnhancedCode.NO_UTF8)) {
            return Outcome.permanent("no-smtputf8");
        }
        return SYNTAX.contains(reply.code()) ? Outcome.temporary(code(reply)) : Outcome.busy(code(reply));
    }

    private static Outcome mail(SmtpReply reply, Instant now) {
        return switch (reply.code() / 100) {
            case 2 -> accepted(reply);
            case 4, 5 -> rejected(reply, now);
            default -> new Outcome.Unknown("no-answer-to-content");
        };
    }

    private static Outcome accepted(SmtpReply reply) {
        return reply.queueId().map(Outcome::accepted).orElseGet(Outcome::accepted);
    }

    private static Outcome rejected(SmtpReply reply, Instant now) {
        if (reply.throttles()) {
            return Outcome.addressBusy(code(reply));
        }
        if (refusesUs(reply) || isServersState(reply)) {
            return Outcome.busy(code(reply));
        }
        if (reply.code() / 100 != 5
                || reply.enhanced().filter(EnhancedCode::isTemporary).isPresent()) {
            return temporary(reply, now);
        }
        if (reply.says(EnhancedCode.NO_UTF8)) {
            return Outcome.permanent("no-smtputf8");
        }
        boolean dead = reply.enhanced().filter(EnhancedCode::isDeadAddress).isPresent();
        return dead ? Outcome.deadAddress(code(reply)) : Outcome.permanent(code(reply));
    }

    /**
     * Whether the server has nothing against this e-mail but does not serve us, which many servers say no earlier than to the recipient.
     * 5.7.0 in answer to a content is a filter's.
     */
    private static boolean refusesUs(SmtpReply reply) {
        return LOG_IN.contains(reply.code())
                || reply.says("5.7.8")
                || reply.says("5.7.0") && !reply.phase().isOfContent()
                || reply.refusesToRelay();
    }

    /** Whether the server closes, has no room or is out of order (RFC 3463: X.3.x). */
    private static boolean isServersState(SmtpReply reply) {
        return reply.hangsUp()
                || reply.code() == NOT_NOW
                || !reply.greyLists()
                        && reply.enhanced().filter(EnhancedCode::isSystems).isPresent();
    }

    private static Outcome temporary(SmtpReply reply, Instant now) {
        return new Outcome.Rejected(
                FailureKind.temporary, code(reply), Outcome.AddressState.USABLE, List.of(), retryAt(reply, now));
    }

    private static @Nullable Instant retryAt(SmtpReply reply, Instant now) {
        if (reply.greyLists()) {
            return now.plus(GREY_LISTED);
        }
        return reply.says("4.2.2") ? now.plus(FULL) : null;
    }

    private static String code(SmtpReply reply) {
        return "smtp-" + reply.code() + reply.enhanced().map(code -> "-" + code).orElse("");
    }
}
