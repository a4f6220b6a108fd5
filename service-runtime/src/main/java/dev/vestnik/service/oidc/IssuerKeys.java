package dev.vestnik.service.oidc;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an issuer's keys. Asks for them when the first token comes, when they are {@link #FRESH} no more, and when a token names a key
 * that is not among them; never twice within {@link #PAUSE}, so that made-up tokens make no traffic. While the issuer is away the keys
 * stay {@link #USABLE}. Thread-safe; a call blocks for one answer of the issuer at most.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration PAUSE = Duration.ofSeconds(10);
    static final Duration USABLE = Duration.ofHours(4);

    private static final Logger log = LoggerFactory.getLogger(IssuerKeys.class);
    private static final long LONGEST_WAIT_MS = 10_000;

    /** Keys, and since when we have them. */
    private record Known(JWKSet keys, Instant since) {
        boolean isWithin(Duration age, Instant now) {
            return now.isBefore(since.plus(age));
        }
    }

    private final IssuerDocuments documents;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;
    private Instant askAgain = Instant.MIN; // under the lock
    /** Whether the issuer was asked in vain the last time. */
    private volatile boolean away;

    IssuerKeys(IssuerDocuments documents, InstantSource clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /** @throws KeySourceException when the key is not among those that are known and the issuer does not answer */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        Known before = usable();
        List<JWK> found = selector.select(before.keys());
        if (!found.isEmpty()) {
            return found;
        }
        ask(before, LONGEST_WAIT_MS);
        found = selector.select(usable().keys());
        if (found.isEmpty() && away) {
            throw new RemoteKeySourceException("the issuer does not answer, and the key may be a new one", null);
        }
        return found;
    }

    private Known usable() throws KeySourceException {
        Known now = known;
        if (now == null) {
            ask(null, LONGEST_WAIT_MS);
        } else if (!now.isWithin(FRESH, clock.instant())) {
            ask(now, 0); // one caller asks, the others go on with the keys that we have
        }
        Known then = known;
        if (then == null || !then.isWithin(USABLE, clock.instant())) {
            throw new RemoteKeySourceException("the issuer does not answer, and its keys are not known", null);
        }
        return then;
    }

    /** Asks for newer keys than those that the caller has seen, unless another caller has just asked. */
    private void ask(@Nullable Known seen, long waitMs) {
        try {
            if (!asking.tryLock(waitMs, TimeUnit.MILLISECONDS)) {
                return;
            }
            try {
                if (known == seen && !clock.instant().isBefore(askAgain)) {
                    askAgain = clock.instant().plus(PAUSE);
                    away = true;
                    known = new Known(documents.keys(), clock.instant());
                    away = false;
                    log.info("oidc=keys count={}", known.keys().size());
                }
            } finally {
                asking.unlock();
            }
        } catch (IOException e) {
            log.warn("oidc=issuer-away cause=\"{}\"", e.toString());
        } catch (InterruptedException e) {
            log.warn("oidc=interrupted");
            Thread.currentThread().interrupt();
        }
    }
}
