package dev.vestnik.service.access;

import dev.vestnik.service.access.AccessMetrics.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys by their hashes: a key itself is never kept nor compared. Those of the file change while the service runs. */
final class ApiKeys {
    private record Known(byte[] sha256, ApiKey key) {}

    private final List<ApiKey> configured;
    private final InstantSource clock;
    private volatile List<Known> known;

    ApiKeys(List<ApiKey> configured, InstantSource clock) {
        this.configured = List.copyOf(configured);
        this.clock = clock;
        this.known = known(List.of());
    }

    /** Takes these keys of the file in place of those that it had before, and tells all that there are now. */
    List<ApiKey> ofFile(List<ApiKey> keys) {
        known = known(keys);
        return all();
    }

    List<ApiKey> all() {
        return known.stream().map(Known::key).toList();
    }

    private List<Known> known(List<ApiKey> more) {
        return Stream.concat(configured.stream(), more.stream())
                .map(key -> new Known(HexFormat.of().parseHex(key.sha256()), key))
                .toList();
    }

    /**
     * Tells whose key this is; empty where it is none that we know.
     *
     * @throws UntrustedException where it has expired
     */
    Optional<Caller> caller(String key) {
        Instant now = clock.instant();
        ApiKey found = find(sha256(key), now);
        if (found != null && found.isExpired(now)) {
            throw new UntrustedException(
                    Reason.EXPIRED_KEY,
                    false,
                    "this key expired at " + found.expires() + "; ask for the one that follows it");
        }
        return Optional.ofNullable(found).map(ApiKey::caller);
    }

    /** Compares with every key, in constant time each: how long it takes says nothing about which are close. */
    private @Nullable ApiKey find(byte[] sha256, Instant now) {
        ApiKey found = null;
        for (Known one : known) {
            if (MessageDigest.isEqual(one.sha256(), sha256) && (found == null || found.isExpired(now))) {
                found = one.key();
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
