package dev.vestnik.rules.verification;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the code of a request out of the request's id, which is random, and a secret: the same code each time, so that nobody has to keep
 * it, and none that anybody without the secret could know.
 */
public final class CodeKey {
    /** The most digits that 64 bits fill evenly enough. */
    static final int MOST_DIGITS = 10;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    /** @param secret the same on every instance; it may have other uses */
    public CodeKey(String secret) {
        byte[] all = secret.getBytes(StandardCharsets.UTF_8);
        this.secret = new SecretKeySpec(mac(new SecretKeySpec(all, ALGORITHM), "account codes"), ALGORITHM);
    }

    /** So many digits. */
    String code(String request, int length) {
        long number = ByteBuffer.wrap(mac(secret, "code\0" + request)).getLong();
        long bound = 1;
        for (int digit = 0; digit < Math.min(length, MOST_DIGITS); digit++) {
            bound *= 10;
        }
        return String.format("%0" + length + "d", Long.remainderUnsigned(number, bound));
    }

    /** Stands for what a person has said where others can read it: who lacks the secret cannot try what it would be of other codes. */
    public String proof(String askId, String said) {
        return HexFormat.of().formatHex(mac(secret, "said\0" + askId + "\0" + said));
    }

    /** Whether the code was said. Takes as long for a wrong one that is nearly right. */
    boolean isProof(String proof, String askId, String code) {
        return MessageDigest.isEqual(
                proof.getBytes(StandardCharsets.UTF_8), proof(askId, code).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
