package dev.vestnik.sender;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A push target that the provider says is gone.
 *
 * @param token the token, or a Web Push endpoint
 * @param since when it was gone; null where the provider does not say: a registration later than that is alive
 */
public record DeadToken(String token, @Nullable Instant since) {

    /** The same in the contract's words. */
    public static List<dev.vestnik.schemas.message.DeadToken> inContract(List<DeadToken> tokens) {
        return tokens.stream()
                .map(dead -> new dev.vestnik.schemas.message.DeadToken(
                        dead.token(), dead.since() == null ? null : dead.since().truncatedTo(ChronoUnit.MILLIS)))
                .toList();
    }
}
