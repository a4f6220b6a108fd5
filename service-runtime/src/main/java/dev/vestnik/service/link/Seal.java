package dev.vestnik.service.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals bytes with a secret, so that nobody else can read or change them: 96 bits of the HMAC-SHA256 of the content, which are also the
 * counter's start of AES-128 in CTR mode (a synthetic IV, as in RFC 5297). The same content has the same seal.
 */
final class Seal {
    private static final String HMAC = "HmacSHA256";
    private static final int TAG = 12;
    private static final int BLOCK = 16;

    /** Copied for each use: that is cheaper than a new one, and no thread gets in another's way. */
    private final Mac signing;

    private final SecretKeySpec hiding;

    Seal(String secret) {
        Mac root = mac(secret.getBytes(StandardCharsets.UTF_8));
        this.signing = mac(root.doFinal("vestnik.links.signing".getBytes(StandardCharsets.UTF_8)));
        byte[] key = root.doFinal("vestnik.links.hiding".getBytes(StandardCharsets.UTF_8));
        this.hiding = new SecretKeySpec(Arrays.copyOf(key, BLOCK), "AES");
    }

    byte[] close(byte[] content) {
        byte[] tag = tag(content);
        byte[] sealed = Arrays.copyOf(tag, TAG + content.length);
        System.arraycopy(crypt(tag, content), 0, sealed, TAG, content.length);
        return sealed;
    }

    /** Null where this secret has not sealed it. */
    byte @Nullable [] open(byte[] sealed) {
        if (sealed.length <= TAG) {
            return null;
        }
        byte[] tag = Arrays.copyOf(sealed, TAG);
        byte[] content = crypt(tag, Arrays.copyOfRange(sealed, TAG, sealed.length));
        return MessageDigest.isEqual(tag, tag(content)) ? content : null;
    }

    private byte[] tag(byte[] content) {
        try {
            return Arrays.copyOf(((Mac) signing.clone()).doFinal(content), TAG);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's " + HMAC + " can be copied", e);
        }
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    private byte[] crypt(byte[] tag, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, hiding, new IvParameterSpec(Arrays.copyOf(tag, BLOCK)));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES in CTR mode", e);
        }
    }
}
