package dev.vestnik.email;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/** A domain's private key for DKIM: RSA (RFC 6376) or Ed25519 (RFC 8463). */
record DkimKey(String domain, String selector, PrivateKey key) {
    /** Verifiers must take shorter keys for no signature (RFC 8301, 3.2). */
    private static final int SHORTEST = 1024;

    private static final int SAFE = 2048;

    /**
     * Reads a PKCS #8 key in PEM ({@code BEGIN PRIVATE KEY}) or DER.
     *
     * @throws ConfigException when the file holds no such key, or one that is too short to count
     */
    static DkimKey read(DkimSettings settings) {
        DkimKey key = new DkimKey(settings.domain(), settings.selector(), privateKey(settings.key()));
        if (key.bits() < SHORTEST) {
            throw new ConfigException("dkim.key", settings.key(), "is shorter than " + SHORTEST + " bits");
        }
        return key;
    }

    /** The name of its algorithm in signatures. */
    String algorithm() {
        return key instanceof RSAPrivateKey ? "rsa-sha256" : "ed25519-sha256";
    }

    /** Whether mailbox providers take it for strong, as they ask of bulk senders. */
    boolean isSafe() {
        return bits() >= SAFE;
    }

    private int bits() {
        return key instanceof RSAPrivateKey rsa ? rsa.getModulus().bitLength() : SAFE;
    }

    /** The signature of the canonical header. Ed25519 signs its hash (RFC 8463, 3). */
    byte[] sign(byte[] header) {
        try {
            boolean rsa = key instanceof RSAPrivateKey;
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
            signature.initSign(key);
            signature.update(rsa ? header : MessageDigest.getInstance("SHA-256").digest(header));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has RSA, Ed25519 and SHA-256", e);
        }
    }

    private static PrivateKey privateKey(Path file) {
        Exception cause = new IOException("no such algorithm");
        for (String algorithm : List.of("RSA", "Ed25519")) {
            try {
                PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(der(Files.readAllBytes(file)));
                return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                cause = e;
            }
        }
        ConfigException refused = new ConfigException("dkim.key", file, "is not a readable PKCS #8 RSA or Ed25519 key");
        refused.initCause(cause);
        throw refused;
    }

    private static byte[] der(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        return text.startsWith("-----BEGIN")
                ? Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""))
                : file;
    }
}
