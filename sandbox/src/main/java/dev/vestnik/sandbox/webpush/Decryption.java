package dev.vestnik.sandbox.webpush;

import dev.vestnik.sandbox.token.EcKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Decrypts a message as a browser does: RFC 8291 on RFC 8188, content coding aes128gcm, one record. */
final class Decryption {
    private static final int SALT = 16;
    private static final int HEADER = SALT + 4 + 1;
    private static final int TAG = 16;
    private static final byte LAST_RECORD = 2;

    private Decryption() {}

    /** @throws GeneralSecurityException when this browser cannot read the message */
    static byte[] decrypt(byte[] message, Subscription browser) throws GeneralSecurityException {
        int keyLength = message.length < HEADER ? 0 : message[HEADER - 1] & 0xff;
        int start = HEADER + keyLength;
        if (keyLength == 0 || message.length < start + TAG + 1) {
            throw new GeneralSecurityException("not one record of aes128gcm");
        }
        byte[] salt = Arrays.copyOf(message, SALT);
        byte[] sender = Arrays.copyOfRange(message, HEADER, start);
        byte[] secret = inputKeyingMaterial(sender, browser);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(derive(salt, secret, info("Content-Encoding: aes128gcm"), 16), "AES"),
                new GCMParameterSpec(TAG * 8, derive(salt, secret, info("Content-Encoding: nonce"), 12)));
        return withoutPadding(cipher.doFinal(message, start, message.length - start));
    }

    private static byte[] inputKeyingMaterial(byte[] sender, Subscription browser) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(browser.key());
        agreement.doPhase(EcKeys.point(sender), true);
        byte[] info = concat(info("WebPush: info"), browser.publicOctets(), sender);
        return derive(browser.authSecret(), agreement.generateSecret(), info, 32);
    }

    private static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addSalt(salt)
                        .addIKM(secret)
                        .thenExpand(info, length));
    }

    private static byte[] info(String text) {
        return (text + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[]... pieces) {
        int length = Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }

    /** Cuts the content at its delimiter, behind which zeros pad it. */
    private static byte[] withoutPadding(byte[] padded) throws GeneralSecurityException {
        int end = padded.length - 1;
        while (end >= 0 && padded[end] == 0) {
            end--;
        }
        if (end < 0 || padded[end] != LAST_RECORD) {
            throw new GeneralSecurityException("no delimiter of the last record");
        }
        return Arrays.copyOf(padded, end);
    }
}
