package dev.vestnik.service.access;

import dev.vestnik.service.access.AccessMetrics.Reason;
import org.springframework.security.core.AuthenticationException;

/** Says that a key or a token is not taken. */
@SuppressWarnings("serial")
final class UntrustedException extends AuthenticationException {
    private final Reason reason;
    private final boolean guessed;

    /** @param guessed whether anybody could have sent it: it counts as an attempt of its address */
    UntrustedException(Reason reason, boolean guessed, String detail) {
        super(detail);
        this.reason = reason;
        this.guessed = guessed;
    }

    Reason reason() {
        return reason;
    }

    boolean isGuessed() {
        return guessed;
    }

    /** Costs no more than its answer: many may come from one address. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
