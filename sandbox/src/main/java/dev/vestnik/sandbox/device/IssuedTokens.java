package dev.vestnik.sandbox.device;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Issues bearer tokens for an hour. Each carries its end and a seal on it, so that none has to be stored, even over a restart. */
public final class IssuedTokens {
    public static final Duration LIFE = Duration.ofHours(1);
    private static final String PREFIX = "ya29.sandbox.";

    private final byte[] secret;

    public IssuedTokens(byte[] secret) {
        this.secret = secret.clone();
    }

    public String issue(Instant now) {
        String end = Long.toString(now.plus(LIFE).getEpochSecond());
        return PREFIX + end + "." + seal(end);
    }

    /** Whether an Authorization header carries a token of ours that has not ended. */
    public boolean admits(@Nullable String authorization, Instant now) {
        if (authorization == null || !authorization.startsWith("Bearer " + PREFIX)) {
            return false;
        }
        String[] fields = authorization.substring(("Bearer " + PREFIX).length()).split("\\.", 2);
        return fields.length == 2
                && MessageDigest.isEqual(
                        seal(fields[0]).getBytes(StandardCharsets.US_ASCII),
                        fields[1].getBytes(StandardCharsets.US_ASCII))
                && Long.parseLong(fields[0]) > now.getEpochSecond();
    }

    private String seal(String end) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] seal = mac.doFinal(end.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(seal);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
