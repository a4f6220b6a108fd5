package dev.vestnik.sandbox.webpush;

import dev.vestnik.sandbox.token.EcKeys;
import dev.vestnik.sandbox.token.SignedToken;
import dev.vestnik.sandbox.token.VerifiedTokens;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Verifies the identity that an application server claims (RFC 8292). */
final class Vapid {
    private static final Pattern SCHEME = Pattern.compile("(?i)vapid\\s+(.+)");
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    private final VerifiedTokens verified = new VerifiedTokens();

    /** The server's contact, or the reason for a refusal. */
    sealed interface Verdict {
        record Believed(String subject) implements Verdict {}

        record Refused(int status, String why) implements Verdict {}
    }

    Verdict judge(@Nullable String authorization, String origin, Subscription subscription, Instant now) {
        Matcher scheme = SCHEME.matcher(authorization == null ? "" : authorization);
        String parameters = scheme.matches() ? scheme.group(1) : "";
        String jwt = parameter(parameters, "t");
        String key = parameter(parameters, "k");
        SignedToken token = SignedToken.parse(jwt).orElse(null);
        if (token == null || key.isEmpty()) {
            return new Verdict.Refused(401, "Authorization must be: vapid t=JWT, k=KEY");
        }
        if (!isAllowed(key, subscription)) {
            return new Verdict.Refused(403, "the subscription is for another application server key");
        }
        String proof = origin + " " + key + " " + jwt;
        return verified.holds(proof, now)
                ? new Verdict.Believed(token.claim("sub"))
                : verify(token, key, origin, proof, now);
    }

    private Verdict verify(SignedToken token, String key, String origin, String proof, Instant now) {
        Instant end = token.time("exp");
        if (!token.claim("aud").equals(origin)) {
            return new Verdict.Refused(403, "the token's audience is not " + origin);
        }
        if (end == null || !end.isAfter(now) || end.isAfter(now.plus(LONGEST).plus(CLOCKS_APART))) {
            return new Verdict.Refused(403, "the token has ended, or ends more than 24 hours from now");
        }
        boolean signed = publicKey(key)
                .filter(known -> token.signedBy(known, SignedToken.Algorithm.ES256))
                .isPresent();
        if (!signed) {
            return new Verdict.Refused(403, "the token is not signed with this key");
        }
        verified.add(proof, end);
        return new Verdict.Believed(token.claim("sub"));
    }

    private static String parameter(String parameters, String name) {
        return Arrays.stream(parameters.split(","))
                .map(String::strip)
                .filter(parameter -> parameter.startsWith(name + "="))
                .map(parameter -> parameter.substring(2).strip())
                .findFirst()
                .orElse("");
    }

    private static boolean isAllowed(String key, Subscription subscription) {
        String only = subscription.applicationServerKey();
        return only == null || only.replace("=", "").equals(key.replace("=", ""));
    }

    private static Optional<ECPublicKey> publicKey(String text) {
        try {
            return Optional.of(EcKeys.point(Base64.getUrlDecoder().decode(text)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
