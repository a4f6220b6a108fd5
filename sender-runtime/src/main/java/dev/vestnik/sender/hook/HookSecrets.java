package dev.vestnik.sender.hook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secrets of one provider's hooks: the present one, and the one before it or after it while a change is under way. */
public record HookSecrets(List<String> live) {
    private static final int MOST = 2;

    public HookSecrets {
        live = List.copyOf(live);
        if (live.isEmpty() || live.size() > MOST) {
            throw new IllegalArgumentException("one secret, or two while it is changed");
        }
    }

    /** Whether the given bytes are what one of the secrets makes. Tries every secret and compares in constant time. */
    public boolean fit(byte[] given, Function<String, byte[]> expected) {
        boolean fits = false;
        for (String secret : live) {
            fits |= MessageDigest.isEqual(expected.apply(secret), given);
        }
        return fits;
    }

    /** Whether the given word is one of the secrets. */
    public boolean has(String given) {
        return fit(given.getBytes(StandardCharsets.UTF_8), secret -> secret.getBytes(StandardCharsets.UTF_8));
    }

    /** A keyed hash: {@code HmacSHA1}, {@code HmacSHA256}. */
    public static byte[] hmac(String algorithm, String secret, byte[] content) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return live.size() + " secrets";
    }
}
