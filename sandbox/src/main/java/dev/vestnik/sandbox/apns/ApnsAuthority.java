package dev.vestnik.sandbox.apns;

import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.token.EcKeys;
import dev.vestnik.sandbox.token.Pem;
import dev.vestnik.sandbox.token.SignedToken;
import dev.vestnik.sandbox.token.VerifiedTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Accepts provider tokens that were signed with the only key, {@code apns-key.p8}, and are not older than an hour. */
final class ApnsAuthority {
    private static final Duration OLDEST = Duration.ofHours(1);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final SandboxApnsSettings settings;
    private final PublicKey key;
    private final VerifiedTokens verified = new VerifiedTokens();

    ApnsAuthority(SandboxApnsSettings settings, HostSettings host) {
        this.settings = settings;
        key = key(host.file("apns-key.p8"), host.file("apns-key-public.pem"));
    }

    private static PublicKey key(Path privateFile, Path publicFile) {
        if (Files.exists(privateFile) && Files.exists(publicFile)) {
            return Pem.readPublicKey("EC", Pem.read(publicFile));
        }
        KeyPair made = EcKeys.generate();
        Pem.write(publicFile, Pem.publicKey(made.getPublic()));
        Pem.write(privateFile, Pem.privateKey(made.getPrivate()));
        return made.getPublic();
    }

    /** Checks a token: null when its bearer may send, else APNs' reason for the refusal. */
    @Nullable
    String objection(@Nullable String authorization, Instant now) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return "MissingProviderToken";
        }
        String text = authorization.substring("bearer ".length()).strip();
        if (verified.holds(text, now)) {
            return null;
        }
        SignedToken token = SignedToken.parse(text).orElse(null);
        Instant issuedAt = token == null ? null : token.time("iat");
        if (token == null || issuedAt == null || issuedAt.isAfter(now.plus(CLOCKS_APART)) || !genuine(token)) {
            return "InvalidProviderToken";
        }
        if (issuedAt.plus(OLDEST).isBefore(now)) {
            return "ExpiredProviderToken";
        }
        verified.add(text, issuedAt.plus(OLDEST));
        return null;
    }

    /** Checks the signature in both forms that Apple takes; pushy sends DER. */
    private boolean genuine(SignedToken token) {
        return settings.keyId().equals(token.header("kid"))
                && settings.teamId().equals(token.claim("iss"))
                && (token.signedBy(key, SignedToken.Algorithm.ES256)
                        || token.signedBy(key, SignedToken.Algorithm.ES256_IN_DER));
    }
}
