package dev.vestnik.push.access;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens of an endpoint, renewed before they end on a thread of their own. A message goes with the token that is alive; where there is
 * none it waits a moment only, since a message that its partition leaves behind while it waits would count as one in doubt. An endpoint that
 * gives no token is left alone for a while: each message would ask it otherwise.
 */
public final class AccessTokens implements Access {
    /** The longest wait of a message for a token: an endpoint answers within a second, and an attempt may start for five. */
    public static final Duration WAIT = Duration.ofSeconds(2);

    /** The time, from its failure on, for which the endpoint is left alone. */
    static final Duration REST = Duration.ofSeconds(5);

    private final TokenEndpoint endpoint;
    private final InstantSource clock;
    private final Duration wait;
    private final LongSupplier nanoTime;
    private @Nullable Token known;
    private @Nullable CompletableFuture<Token> renewal;
    private boolean rests;
    private long restUntil;

    /**
     * Asks the endpoint with the first message.
     *
     * @param endpoint closed with this object
     * @param wait of a message, at most
     */
    public AccessTokens(TokenEndpoint endpoint, InstantSource clock, Duration wait) {
        this(endpoint, clock, wait, System::nanoTime);
    }

    /** @param nanoTime counts the rest: the clock may be set back */
    AccessTokens(TokenEndpoint endpoint, InstantSource clock, Duration wait, LongSupplier nanoTime) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.wait = wait;
        this.nanoTime = nanoTime;
    }

    @Override
    public String current() throws IOException, InterruptedException {
        CompletableFuture<Token> next;
        synchronized (this) {
            Token token = alive();
            if (token != null) {
                if (!clock.instant().isBefore(token.renewAt())) {
                    renewed();
                }
                return token.value();
            }
            next = renewed();
        }
        return given(next).value();
    }

    @Override
    public String insteadOf(String refused) throws IOException, InterruptedException {
        CompletableFuture<Token> next;
        synchronized (this) {
            forget(refused);
            Token token = alive();
            if (token != null) {
                return token.value(); // renewed for a message before
            }
            next = renewed();
        }
        Token other = given(next);
        if (other.value().equals(refused)) {
            rest(refused);
            throw new IOException("the refused token again");
        }
        return other.value();
    }

    private @Nullable Token alive() {
        Token token = known;
        return token != null && clock.instant().isBefore(token.end()) ? token : null;
    }

    /** The token of the endpoint's next answer, for which one thread waits. */
    private CompletableFuture<Token> renewed() {
        CompletableFuture<Token> begun = renewal;
        if (begun != null) {
            return begun;
        }
        if (rests && nanoTime.getAsLong() - restUntil < 0) {
            return CompletableFuture.failedFuture(new IOException("no access token a moment ago"));
        }
        CompletableFuture<Token> next = new CompletableFuture<>();
        renewal = next;
        Thread.ofVirtual().name("access-token").start(() -> renew(next));
        return next;
    }

    private void renew(CompletableFuture<Token> next) {
        Token token = null;
        Exception failure = new IOException("no access token");
        try {
            token = endpoint.ask();
        } catch (IOException | InterruptedException | RuntimeException e) {
            failure = e;
        } finally { // an error too must not end the renewals
            took(token);
            if (token == null) {
                next.completeExceptionally(failure);
            } else {
                next.complete(token);
            }
        }
    }

    private synchronized void took(@Nullable Token token) {
        renewal = null;
        if (token == null) {
            rest();
        } else {
            known = token;
        }
    }

    private synchronized void rest(String refused) {
        forget(refused);
        rest();
    }

    /** Begins when the endpoint has failed: its silence may have been longer than the rest. */
    private void rest() {
        rests = true;
        restUntil = nanoTime.getAsLong() + REST.toNanos();
    }

    private void forget(String refused) {
        if (known != null && known.value().equals(refused)) {
            known = null;
        }
    }

    private Token given(CompletableFuture<Token> next) throws IOException, InterruptedException {
        try {
            return next.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no access token yet", e);
        } catch (ExecutionException e) {
            throw new IOException("no access token", e.getCause());
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
