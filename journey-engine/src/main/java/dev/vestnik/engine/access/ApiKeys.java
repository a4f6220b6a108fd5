package dev.vestnik.engine.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys by their hashes: a key itself is never kept nor compared. */
final class ApiKeys {
    private static final String SCHEME = "bearer ";

    private final Map<String, Caller> callers;
    private final boolean open;

    ApiKeys(SecuritySettings settings) {
        this.open = settings.open();
        this.callers = settings.keys().stream()
                .collect(Collectors.toUnmodifiableMap(
                        SecuritySettings.Key::sha256, SecuritySettings.Key::caller, (first, second) -> first));
    }

    /** Whose key is in this Authorization header; empty where it is none that we know. */
    Optional<Caller> caller(@Nullable String authorization) {
        if (open) {
            return Optional.of(SecuritySettings.everybody());
        }
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                callers.get(sha256(authorization.substring(SCHEME.length()).strip())));
    }

    private static String sha256(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
