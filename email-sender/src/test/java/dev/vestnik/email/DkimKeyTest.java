package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.sender.Content;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DkimKeyTest {
    private static KeyPair pair;

    @TempDir
    Path directory;

    @BeforeAll
    static void makeKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    @Test
    void signsHeaderAndBodyForItsDomain() throws Exception {
        SignedMail mail = SignedMail.parse(signed(pem()));
        assertThat(mail.tag("d")).isEqualTo("example.org");
        assertThat(mail.tag("s")).isEqualTo("v1");
        assertThat(List.of(mail.tag("h").toLowerCase(Locale.ROOT).split(":")))
                .contains("from", "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post");
        assertThat(mail.bodyHash()).isEqualTo(mail.tag("bh"));
        assertThat(mail.verify(pair)).isTrue();
    }

    @Test
    void noticesAChangedMail() throws Exception {
        byte[] changed = new String(signed(pem()), StandardCharsets.US_ASCII)
                .replace("Subject: Sale", "Subject: Fail")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(SignedMail.parse(changed).verify(pair)).isFalse();
    }

    @Test
    void readsAKeyInDer() throws Exception {
        Path der = Files.write(directory.resolve("key.der"), pair.getPrivate().getEncoded());
        assertThat(SignedMail.parse(signed(der)).verify(pair)).isTrue();
    }

    @Test
    void refusesAFileThatIsNoKey() throws Exception {
        Path file = Files.writeString(
                directory.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Mails.writer(file))
                .withMessageContaining("dkim.key");
    }

    private Path pem() throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(pair.getPrivate().getEncoded());
        return Files.writeString(
                directory.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    }

    private static byte[] signed(Path key) {
        Content.Email mail = new Content.Email(
                Mails.mail().to(),
                null,
                "Sale",
                new Content.Body("<p>Скидка  10 % </p>\n\n", "10 %\n\n"),
                "https://shop.example/u/1");
        return ((MimeMail.Ready) Mails.writer(key).write(Mails.marketing(mail), mail, Mails.NOW)).mime();
    }

    /** A verifier of its own, written from RFC 6376: relaxed/relaxed, rsa-sha256. */
    private record SignedMail(List<String> headers, String body) {

        static SignedMail parse(byte[] mime) {
            String text = new String(mime, StandardCharsets.US_ASCII);
            int end = text.indexOf("\r\n\r\n");
            List<String> headers =
                    new ArrayList<>(List.of(text.substring(0, end).split("\r\n(?![ \t])")));
            return new SignedMail(headers, text.substring(end + 4));
        }

        String tag(String name) {
            for (String tag : header("dkim-signature").split(":", 2)[1].split(";")) {
                String[] pair = tag.strip().split("=", 2);
                if (pair[0].strip().equals(name)) {
                    return pair[1].replaceAll("\\s", "");
                }
            }
            throw new AssertionError("No tag " + name);
        }

        String bodyHash() throws Exception {
            String relaxed =
                    body.replaceAll("[ \t]+", " ").replace(" \r\n", "\r\n").replaceAll("(\r\n)+$", "\r\n");
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(relaxed.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        }

        boolean verify(KeyPair key) throws Exception {
            StringBuilder signed = new StringBuilder();
            for (String name : tag("h").split(":")) {
                signed.append(relaxed(header(name))).append("\r\n");
            }
            signed.append(relaxed(header("dkim-signature")).replaceAll("b=[A-Za-z0-9+/= ]*$", "b="));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key.getPublic());
            signature.update(signed.toString().getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getDecoder().decode(tag("b")));
        }

        private String header(String name) {
            return headers.stream()
                    .filter(line -> line.split(":", 2)[0].equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No header " + name));
        }

        private static String relaxed(String header) {
            String[] parts = header.replace("\r\n", "").split(":", 2);
            return parts[0].toLowerCase(Locale.ROOT).strip() + ":"
                    + parts[1].replaceAll("[ \t]+", " ").strip();
        }
    }
}
