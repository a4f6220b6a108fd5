package dev.vestnik.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Properties;
import org.apache.kafka.common.config.ConfigException;
import org.simplejavamail.utils.mail.dkim.Canonicalization;
import org.simplejavamail.utils.mail.dkim.DkimMessage;
import org.simplejavamail.utils.mail.dkim.DkimSigner;

/**
 * Signs e-mails for a domain (RFC 6376, rsa-sha256, relaxed/relaxed). The key is parsed once, but each e-mail gets a signer of its
 * own: the library's signer keeps the state of the signature it is making.
 */
record DkimKey(String domain, String selector, RSAPrivateKey key) {
    private static final Session SESSION = Session.getInstance(new Properties());

    /**
     * Reads a PKCS #8 key in PEM ({@code BEGIN PRIVATE KEY}) or DER.
     *
     * @throws ConfigException when the file holds no such key
     */
    static DkimKey read(DkimSettings settings) {
        return new DkimKey(settings.domain(), settings.selector(), privateKey(settings.key()));
    }

    /** The e-mail with a DKIM-Signature in front. */
    byte[] sign(byte[] mime) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream(mime.length + 1024);
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(mime));
            new DkimMessage(message, signer()).writeTo(signed);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory", e);
        } catch (MessagingException e) {
            throw new IllegalStateException("An e-mail of our own does not parse", e);
        }
        return signed.toByteArray();
    }

    private DkimSigner signer() {
        DkimSigner signer = new DkimSigner(domain, selector, key);
        signer.setHeaderCanonicalization(Canonicalization.RELAXED);
        signer.setBodyCanonicalization(Canonicalization.RELAXED);
        signer.setCheckDomainKey(false);
        signer.addHeaderToSign("List-Unsubscribe-Post");
        signer.addHeaderToSign("Feedback-ID");
        return signer;
    }

    private static RSAPrivateKey privateKey(Path file) {
        try {
            PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(der(Files.readAllBytes(file)));
            return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(encoded);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            ConfigException refused = new ConfigException("dkim.key", file, "is not a readable PKCS #8 RSA key");
            refused.initCause(e);
            throw refused;
        }
    }

    private static byte[] der(byte[] file) {
        String text = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.startsWith("-----BEGIN")
                ? Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""))
                : file;
    }
}
