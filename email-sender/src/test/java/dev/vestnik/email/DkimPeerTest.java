package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vestnik.sender.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures before a verifier that nobody here wrote: Python's dkimpy (Debian: python3-dkim, python3-nacl), where it is installed. */
class DkimPeerTest {
    private static final String VERIFY = """
            import dkim, sys
            keys = {b'k0._domainkey.example.org.': b'v=DKIM1; k=rsa; p=' + sys.argv[2].encode(),
                    b'k1._domainkey.example.org.': b'v=DKIM1; k=ed25519; p=' + sys.argv[3].encode()}
            mail = dkim.DKIM(open(sys.argv[1], 'rb').read())
            for number in (0, 1):
                print(mail.verify(number, dnsfunc=lambda name, **_: keys[name if name.endswith(b'.') else name + b'.']))
            """;

    /** An Ed25519 key in DNS is its 32 bytes alone (RFC 8463, 4.2), which end the encoding of X.509. */
    private static final int ED25519 = 32;

    @TempDir
    Path directory;

    @Test
    void dkimpyVerifiesBothSignatures() throws Exception {
        assumeTrue(run("python3", "-c", "import dkim, nacl").equals(""), "skipped: no dkimpy with PyNaCl here");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair rsa = generator.generateKeyPair();
        KeyPair edwards = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] edwardsPublic = edwards.getPublic().getEncoded();
        Path mail = Files.write(directory.resolve("mail.eml"), signed(rsa, edwards));
        String verdict = run(
                "python3",
                "-c",
                VERIFY,
                mail.toString(),
                Base64.getEncoder().encodeToString(rsa.getPublic().getEncoded()),
                Base64.getEncoder()
                        .encodeToString(Arrays.copyOfRange(
                                edwardsPublic, edwardsPublic.length - ED25519, edwardsPublic.length)));
        assertThat(verdict.lines()).containsExactly("True", "True");
    }

    private byte[] signed(KeyPair rsa, KeyPair edwards) throws IOException {
        Path first = Files.write(directory.resolve("rsa.der"), rsa.getPrivate().getEncoded());
        Path second =
                Files.write(directory.resolve("ed.der"), edwards.getPrivate().getEncoded());
        Content.Email mail = new Content.Email(
                Mails.mail().to(),
                null,
                "Скидка",
                new Content.Body("<p>Скидка  10 % </p>\n\n", "10 %  \n\n\n"),
                "https://shop.example/u/1");
        return ((MimeMail.Ready) Mails.writer(first, second).write(Mails.marketing(mail), mail, Mails.NOW)).mime();
    }

    /** What a program prints on both of its outputs; its absence when there is no such program. */
    private static String run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes());
            process.waitFor(1, TimeUnit.MINUTES);
            return printed;
        } catch (IOException absent) {
            return "absent";
        }
    }
}
