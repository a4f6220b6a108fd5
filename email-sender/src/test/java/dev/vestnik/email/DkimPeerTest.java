package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vestnik.sender.Content;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures before a verifier that nobody here wrote, where it is installed. */
class DkimPeerTest {
    @TempDir
    Path directory;

    @Test
    void dkimpyVerifiesBothSignatures() throws Exception {
        assumeTrue(Dkimpy.isHere(), "skipped: no dkimpy with PyNaCl here");
        DkimPair keys = new DkimPair(directory);
        Content.Email mail = new Content.Email(
                Mails.mail().to(),
                null,
                "Скидка",
                new Content.Body("<p>Скидка  10 % </p>\n\n", "10 %  \n\n\n"),
                "https://shop.example/u/1");
        MimeMail written = keys.writer().write(Mails.marketing(mail), mail, Mails.NOW);
        assertThat(Dkimpy.verdicts(((MimeMail.Ready) written).mime(), directory, keys))
                .containsExactly("True", "True");
    }
}
