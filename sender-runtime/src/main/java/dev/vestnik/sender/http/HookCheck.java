package dev.vestnik.sender.http;

import dev.vestnik.sender.hook.BasicSignature;
import dev.vestnik.sender.hook.HmacSignature;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.hook.KeySignature;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The check of a provider's calls as it is configured. Some providers have schemes of their own, with the account's key unless secrets are given.
 *
 * @param scheme how the provider proves itself; absent: its own scheme, or NONE
 * @param secrets the present secret, and a second one while it is changed
 * @param user the user's name for BASIC
 * @param header the header with the signature for HMAC
 * @param timestamp the header with the time for HMAC; absent: the body alone is signed
 */
public record HookCheck(
        @Nullable Scheme scheme,
        @Nullable List<String> secrets,
        @DefaultValue("vestnik") String user,
        @DefaultValue("X-Signature") String header,
        @Nullable String timestamp) {
    private static final int SHORTEST_SECRET = 16;
    private static final int MOST_SECRETS = 2;

    /** Schemes that are not one provider's own. KEY is {@code ?key=SECRET} in the hook's address. */
    public enum Scheme {
        NONE,
        KEY,
        BASIC,
        HMAC
    }

    /** Everything that is wrong with it, each beginning with its property. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        List<String> given = secrets == null ? List.of() : secrets;
        if (scheme != null && scheme != Scheme.NONE && given.isEmpty()) {
            problems.add("secrets: are required for scheme " + scheme);
        }
        if (given.size() > MOST_SECRETS) {
            problems.add("secrets: at most two, the present one and the one before or after it");
        }
        boolean ours = scheme != null;
        if (ours && given.stream().anyMatch(secret -> secret.length() < SHORTEST_SECRET)) {
            problems.add("secrets: must have at least " + SHORTEST_SECRET + " characters");
        }
        if (scheme == Scheme.NONE && !given.isEmpty()) {
            problems.add("secrets: are of no use for scheme NONE");
        }
        return problems;
    }

    /** Whether secrets are given. */
    public boolean hasSecrets() {
        return secrets != null && !secrets.isEmpty();
    }

    /** The secrets; without any, the account's key. */
    public HookSecrets secretsOr(String key) {
        return new HookSecrets(secrets == null || secrets.isEmpty() ? List.of(key) : secrets);
    }

    /** The scheme that was chosen; null when it is the provider's own. */
    public @Nullable HookSignature chosen() {
        return switch (scheme) {
            case null -> null;
            case NONE -> HookSignature.none();
            case KEY -> new KeySignature("key", secretsOr(""));
            case BASIC -> new BasicSignature(user, secretsOr(""));
            case HMAC -> new HmacSignature(secretsOr(""), header, timestamp);
        };
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "scheme " + scheme;
    }
}
