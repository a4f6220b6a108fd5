package dev.vestnik.ingest.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells who calls, by the {@code Authorization} header. */
public final class ApiKeys {
    private static final String SCHEME = "bearer ";
    private static final String ROLE = "shop";

    private record Known(byte[] sha256, boolean maySend, Caller caller) {}

    private final List<Known> known;
    private final boolean open;

    public ApiKeys(SecuritySettings settings) {
        open = settings.open();
        known = settings.keys().stream()
                .map(key -> new Known(
                        HexFormat.of().parseHex(key.sha256()), key.roles().contains(ROLE), new Caller(key.shops())))
                .toList();
    }

    /** What a header says. */
    public sealed interface Verdict {

        /** Known, and may send events. */
        record Known(Caller caller) implements Verdict {}

        /** No key, or not one of ours. */
        record Unknown() implements Verdict {}

        /** A key of ours without the role. */
        record NotAllowed() implements Verdict {}
    }

    /** @param authorization the header; null when there is none */
    public Verdict check(@Nullable String authorization) {
        if (open) {
            return new Verdict.Known(new Caller(Set.of(Caller.EVERY)));
        }
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return new Verdict.Unknown();
        }
        Known found = find(sha256(authorization.substring(SCHEME.length()).strip()));
        if (found == null) {
            return new Verdict.Unknown();
        }
        return found.maySend() ? new Verdict.Known(found.caller()) : new Verdict.NotAllowed();
    }

    /** Compares with every key, in constant time each: how long it takes says nothing about which are close. */
    private @Nullable Known find(byte[] sha256) {
        Known found = null;
        for (Known key : known) {
            if (MessageDigest.isEqual(key.sha256(), sha256)) {
                found = key;
            }
        }
        return found;
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
