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
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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
        SignatureField signature = mail.signature(0);
        assertThat(signature.tag("d")).isEqualTo("example.org");
        assertThat(signature.tag("s")).isEqualTo("k0");
        assertThat(List.of(signature.tag("h").toLowerCase(Locale.ROOT).split(":")))
                .contains("from", "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post");
        assertThat(signature.verify(pair)).isTrue();
    }

    @Test
    void noticesAChangedMail() throws Exception {
        byte[] changed = new String(signed(pem()), StandardCharsets.US_ASCII)
                .replace("Subject: Sale", "Subject: Fail")
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(SignedMail.parse(changed).signature(0).verify(pair)).isFalse();
    }

    @Test
    void readsAKeyInDer() throws Exception {
        Path der = Files.write(directory.resolve("key.der"), pair.getPrivate().getEncoded());
        assertThat(SignedMail.parse(signed(der)).signature(0).verify(pair)).isTrue();
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

    private static byte[] signed(Path... keys) {
        Content.Email mail = new Content.Email(
                Mails.mail().to(),
                null,
                "Sale",
                new Content.Body("<p>Скидка  10 % </p>\n\n", "10 %\n\n"),
                "https://shop.example/u/1");
        return ((MimeMail.Ready) Mails.writer(keys).write(Mails.marketing(mail), mail, Mails.NOW)).mime();
    }

    @Test
    void signsWithRsaAndEd25519Together() throws Exception {
        KeyPair edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path second =
                Files.write(directory.resolve("ed.der"), edwards.getPrivate().getEncoded());
        SignedMail mail = SignedMail.parse(signed(pem(), second));
        assertThat(mail.signatures()).hasSize(2);
        assertThat(mail.signature(0).tag("a")).isEqualTo("rsa-sha256");
        assertThat(mail.signature(0).verify(pair)).isTrue();
        assertThat(mail.signature(1).tag("a")).isEqualTo("ed25519-sha256");
        assertThat(mail.signature(1).tag("s")).isEqualTo("k1");
        assertThat(mail.signature(1).verify(edwards)).isTrue();
        assertThat(mail.signature(1).verify(pair)).isFalse();
    }

    @Test
    void signsForTheDomainThatTheMailIsFrom() throws Exception {
        EmailAddress sender = EmailAddress.parse("shop@example.org").orElseThrow();
        List<DkimKey> keys = Stream.of("example.org", "lavka.example", "news.lavka.example", "other.example")
                .map(domain -> new DkimKey(domain, "k", pair.getPrivate()))
                .toList();
        DkimKeys dkim = new DkimKeys(sender, keys);
        assertThat(domains(dkim, "lavka.example")).containsExactly("lavka.example", "news.lavka.example");
        assertThat(domains(dkim, "mail.lavka.example")).containsExactly("lavka.example");
        assertThat(domains(dkim, "avka.example")).containsExactly("example.org");
    }

    private static List<String> domains(DkimKeys dkim, String from) throws Exception {
        byte[] mime = ("From: a@" + from + "\r\n\r\nbody\r\n").getBytes(StandardCharsets.US_ASCII);
        SignedMail mail = SignedMail.parse(dkim.sign(mime, from, Mails.NOW));
        return mail.signatures().stream().map(signature -> signature.tag("d")).toList();
    }

    @Test
    void refusesAKeyThatVerifiersDoNotCount() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(768);
        Path weak = Files.write(
                directory.resolve("weak.der"),
                generator.generateKeyPair().getPrivate().getEncoded());
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Mails.writer(weak))
                .withMessageContaining("1024");
    }

    /** A verifier of its own, written from RFC 6376 and RFC 8463: relaxed/relaxed. */
    private record SignedMail(List<String> headers, String body) {

        static SignedMail parse(byte[] mime) {
            String text = new String(mime, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            List<String> headers =
                    new ArrayList<>(List.of(text.substring(0, end).split("\r\n(?![ \t])")));
            return new SignedMail(headers, text.substring(end + 4));
        }

        List<SignatureField> signatures() {
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("dkim-signature:"))
                    .map(line -> new SignatureField(line, this))
                    .toList();
        }

        SignatureField signature(int index) {
            return signatures().get(index);
        }

        String bodyHash() throws Exception {
            String relaxed =
                    body.replaceAll("[ \t]+", " ").replace(" \r\n", "\r\n").replaceAll("(\r\n)+$", "\r\n");
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(relaxed.getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
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

    private record SignatureField(String line, SignedMail mail) {

        String tag(String name) {
            for (String tag : line.split(":", 2)[1].split(";")) {
                String[] pair = tag.strip().split("=", 2);
                if (pair[0].strip().equals(name)) {
                    return pair[1].replaceAll("\\s", "");
                }
            }
            throw new AssertionError("No tag " + name);
        }

        boolean verify(KeyPair key) throws Exception {
            StringBuilder signed = new StringBuilder();
            for (String name : tag("h").split(":")) {
                signed.append(SignedMail.relaxed(mail.header(name))).append("\r\n");
            }
            signed.append(SignedMail.relaxed(line).replaceAll("b=[A-Za-z0-9+/= ]*$", "b="));
            byte[] data = signed.toString().getBytes(StandardCharsets.ISO_8859_1);
            boolean rsa = key.getPublic().getAlgorithm().equals("RSA");
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
            signature.initVerify(key.getPublic());
            signature.update(rsa ? data : MessageDigest.getInstance("SHA-256").digest(data));
            try {
                return mail.bodyHash().equals(tag("bh"))
                        && signature.verify(Base64.getDecoder().decode(tag("b")));
            } catch (SignatureException e) {
                return false;
            }
        }
    }
}
