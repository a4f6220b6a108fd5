package dev.vestnik.service.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys by their hashes: a key itself is never kept nor compared. */
final class ApiKeys {
    private record Known(byte[] sha256, Caller caller) {}

    private final List<Known> known;

    ApiKeys(SecuritySettings settings) {
        this.known = settings.keys().stream()
                .map(key -> new Known(HexFormat.of().parseHex(key.sha256()), key.caller()))
                .toList();
    }

    /** Tells whose key this is; empty where it is none that we know. */
    Optional<Caller> caller(String key) {
        return Optional.ofNullable(find(sha256(key)));
    }

    /** Compares with every key, in constant time each: how long it takes says nothing about which are close. */
    private @Nullable Caller find(byte[] sha256) {
        Caller found = null;
        for (Known key : known) {
            if (MessageDigest.isEqual(key.sha256(), sha256)) {
                found = key.caller();
            }
        }
        return found;
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
