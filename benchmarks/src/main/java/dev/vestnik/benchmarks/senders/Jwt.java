package dev.vestnik.benchmarks.senders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Signs tokens with the keys that the sandbox has made for its clients. */
final class Jwt {
    private static final Pattern PEM = Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END", Pattern.DOTALL);

    private Jwt() {}

    /** @param file a key in PEM, or a document with one in it */
    static String es256(Path file, String header, String claims) {
        return signed(key("EC", file), "SHA256withECDSAinP1363Format", header, claims);
    }

    static String rs256(Path file, String header, String claims) {
        return signed(key("RSA", file), "SHA256withRSA", header, claims);
    }

    private static PrivateKey key(String algorithm, Path file) {
        try {
            Matcher pem = PEM.matcher(Files.readString(file));
            if (!pem.find()) {
                throw new IllegalStateException("no key in " + file);
            }
            String text = pem.group(1).replace("\\n", "").replaceAll("\\s", "");
            byte[] octets = Base64.getDecoder().decode(text);
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(PrivateKey key, String algorithm, String header, String claims) {
        try {
            String content = encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                    + encoded(claims.getBytes(StandardCharsets.UTF_8));
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
