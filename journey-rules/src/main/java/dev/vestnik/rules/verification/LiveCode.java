package dev.vestnik.rules.verification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code that was sent, without the code: whoever has the key makes it again.
 *
 * @param request the id of which it is made
 * @param tries how often a wrong one may still be said
 * @param usedBy the question that it has answered; null: none yet
 */
public record LiveCode(
        Purpose purpose,
        String request,
        int length,
        Instant expiresAt,
        int tries,
        @Nullable String usedBy) {
    LiveCode tried() {
        return new LiveCode(purpose, request, length, expiresAt, tries - 1, null);
    }

    LiveCode usedBy(String askId) {
        return new LiveCode(purpose, request, length, expiresAt, tries, askId);
    }
}
