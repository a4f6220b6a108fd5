package dev.vestnik.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The sums with which providers sign. Written apart from the senders' checks, so that a fault in one shows against the other. */
final class Signatures {
    private Signatures() {}

    static byte[] hmac(String algorithm, String key, String content) {
        return hmac(algorithm, key.getBytes(StandardCharsets.UTF_8), content);
    }

    static byte[] hmac(String algorithm, byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** In hexadecimal. */
    static String hash(String algorithm, String content) {
        return hash(algorithm, content.getBytes(StandardCharsets.UTF_8));
    }

    /** In hexadecimal. */
    static String hash(String algorithm, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
