package dev.vestnik.email;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.ReturnTimes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One domain of recipients as one gateway sees it: its e-mails on their way, and how long it is left alone after it has throttled us.
 * After that, one e-mail at a time tries it; each that arrives doubles the window. Guarded by {@link RecipientDomains}.
 */
final class RecipientDomain {
    /** Gmail lifts its limits after minutes to a day; who tries in a hurry is throttled for longer. */
    private static final Duration FIRST_HOLD = Duration.ofMinutes(1);

    private static final Duration LONGEST_HOLD = Duration.ofMinutes(30);

    /** The pause for a message that found a full window: about as long as the e-mails in it take. */
    private static final Duration FULL_WINDOW = Duration.ofSeconds(1);

    private final int connections;
    private DomainLimits.Part limits;
    private int window;
    private int inFlight;
    private Duration hold = Duration.ZERO;
    private Instant heldUntil = Instant.MIN;
    private Instant nextAt = Instant.MIN;
    private final ReturnTimes returns = new ReturnTimes();

    /** @param connections the gateway's */
    RecipientDomain(DomainLimits.Part limits, int connections) {
        this.limits = limits;
        this.connections = connections;
        this.window = limits.widest();
    }

    /** Takes other limits: the same contract, divided among other instances than before. A domain that throttled us lately gets no more for it. */
    void limit(DomainLimits.Part now) {
        window = hold.isZero() ? now.widest() : Math.min(now.widest(), window);
        limits = now;
    }

    /** The reason to wait; null when an e-mail may go, which then counts until {@link #left}. */
    Outcome.@Nullable Busy enter(Instant now) {
        if (now.isBefore(heldUntil)) {
            return held("domain-held", now, heldUntil, FULL_WINDOW);
        }
        if (inFlight >= window) {
            return held("domain-window", now, now.plus(FULL_WINDOW), FULL_WINDOW.dividedBy(window));
        }
        if (now.isBefore(nextAt)) {
            return held("domain-rate", now, nextAt, limits.pace());
        }
        inFlight++;
        nextAt = now.plus(limits.pace());
        return null;
    }

    private Outcome.Busy held(String code, Instant now, Instant free, Duration apart) {
        return Outcome.held(code, Duration.between(now, returns.next(free, apart)));
    }

    private static Outcome.Busy busy(String code, Duration wait) {
        return new Outcome.Busy(code, Outcome.Busy.Scope.ADDRESS, wait);
    }

    /** Takes note of an e-mail's outcome; says with a throttle how long the domain is left alone. */
    Outcome left(Outcome outcome, Instant now) {
        inFlight--;
        return switch (outcome) {
            case Outcome.Busy(String code, Outcome.Busy.Scope scope, Duration _)
            when scope == Outcome.Busy.Scope.ADDRESS -> busy(code, throttled(now));
            case Outcome.Accepted accepted -> {
                widen();
                yield accepted;
            }
            default -> outcome;
        };
    }

    private void widen() {
        int widest = limits.widest();
        boolean wide = window >= (Math.min(widest, connections) + 1) / 2;
        window = wide ? widest : window * 2;
        hold = wide ? Duration.ZERO : hold;
    }

    /** E-mails that were on their way together are throttled together: only the first of them lengthens the hold. */
    private Duration throttled(Instant now) {
        if (!now.isBefore(heldUntil)) {
            hold = hold.isZero() ? FIRST_HOLD : hold.multipliedBy(2);
            hold = hold.compareTo(LONGEST_HOLD) > 0 ? LONGEST_HOLD : hold;
            heldUntil = now.plus(hold);
            window = 1;
        }
        return Duration.between(now, heldUntil);
    }

    boolean inUse() {
        return inFlight > 0;
    }

    /** Whether forgetting it would change nothing. */
    boolean unremarkable(Instant now) {
        return inFlight == 0
                && window == limits.widest()
                && !now.isBefore(heldUntil)
                && !now.isBefore(nextAt)
                && returns.areOver(now);
    }

    Instant heldUntil() {
        return heldUntil;
    }
}
