package dev.vestnik.service.access;

import dev.vestnik.service.access.AccessMetrics.Reason;
import dev.vestnik.service.oidc.IssuerTokens;
import dev.vestnik.service.oidc.TokenVerdict;
import dev.vestnik.service.problem.Problem;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import reactor.core.publisher.Mono;

/** Tells callers by the tokens of the issuer; a key that has the form of a token is a key all the same. */
final class TokenJudge implements ReactiveAuthenticationManager, AutoCloseable {
    private static final int ISSUER_COMES_BACK_SECONDS = 10;

    private final ApiKeys keys;
    private final @Nullable IssuerTokens tokens;
    private final TokenRights rights;
    private final AccessMetrics metrics;
    /** The issuer may have to be waited for. */
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** @param tokens null where no issuer is configured */
    TokenJudge(ApiKeys keys, @Nullable IssuerTokens tokens, TokenRights rights, AccessMetrics metrics) {
        this.keys = keys;
        this.tokens = tokens;
        this.rights = rights;
        this.metrics = metrics;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication credential) {
        if (!(credential instanceof BearerTokenAuthenticationToken bearer)) {
            return Mono.just(credential); // nobody needs one
        }
        String text = bearer.getToken();
        Optional<Caller> caller = keys.caller(text);
        if (caller.isPresent()) {
            return Mono.just(new CallerAuthentication(caller.get()));
        }
        IssuerTokens judge = tokens;
        return judge == null
                ? Mono.error(untrusted(false, "tokens are not taken here, as no issuer is configured: send a key"))
                : judged(judge, text);
    }

    /** Goes on when the caller hangs up: others may wait for the issuer's answer to the same question. */
    private Mono<Authentication> judged(IssuerTokens judge, String token) {
        return Mono.fromFuture(
                () -> CompletableFuture.supplyAsync(() -> authentication(judge.verify(token)), threads), true);
    }

    private Authentication authentication(TokenVerdict verdict) {
        return switch (verdict) {
            case TokenVerdict.Good good -> new CallerAuthentication(rights.caller(good));
            case TokenVerdict.Bad(String why, boolean signed) ->
                throw untrusted(signed, "this token is not valid: " + why);
            case TokenVerdict.IssuerAway() -> {
                metrics.refused(Reason.ISSUER_AWAY);
                throw Problem.tryAgain(
                        ISSUER_COMES_BACK_SECONDS, "the issuer of tokens does not answer; keys are taken");
            }
        };
    }

    private static UntrustedException untrusted(boolean signed, String detail) {
        return new UntrustedException(Reason.WRONG_TOKEN, !signed, detail);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        if (tokens != null) {
            tokens.close();
        }
    }
}
