package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vestnik.sender.Content;
import dev.vestnik.sender.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails pass a full Postfix with their signatures unharmed, where one is installed. */
class PostfixPeerTest {
    /** Texts that servers rewrite when they are not written with care: long lines, dots, "From", spaces, other scripts. */
    private static final Content.Email HARD = new Content.Email(
            new Content.Mailbox("anna@example.com", "Анна, \"О'Нил\""),
            null,
            "Скидка 🚚 ".repeat(30).strip(),
            new Content.Body("<p>Скидка  10 % </p>\n.\n\nFrom here " + "long ".repeat(400), ".\n10 %  \n\n\nFrom me\n"),
            "https://shop.example/u/1");

    @TempDir
    Path directory;

    /** Postfix's processes run as a user of their own. */
    @BeforeEach
    void letOthersThrough() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
    }

    @Test
    void openDkimBehindPostfixVerifiesBothSignatures() throws Exception {
        assumeTrue(Postfix.isHere() && OpenDkim.isHere(), "skipped: no Postfix with OpenDKIM here, or not root");
        DkimPair keys = new DkimPair(directory);
        try (OpenDkim filter = new OpenDkim(directory, keys)) {
            String verdict = header("Authentication-Results", passedOn(keys, filter.port()));
            assertThat(verdict)
                    .containsPattern("dkim=pass [^;]*header\\.s=k0")
                    .containsPattern("dkim=pass [^;]*header\\.s=k1");
        }
    }

    @Test
    void dkimpyVerifiesWhatPostfixPassesOn() throws Exception {
        assumeTrue(Postfix.isHere() && Dkimpy.isHere(), "skipped: no Postfix with dkimpy here, or not root");
        DkimPair keys = new DkimPair(directory);
        byte[] mail = passedOn(keys, null).getBytes(StandardCharsets.UTF_8);
        assertThat(Dkimpy.verdicts(mail, directory, keys)).containsExactly("True", "True");
    }

    /** The mail as it comes to the server behind Postfix. */
    private String passedOn(DkimPair keys, Integer milter) throws Exception {
        try (ScriptedSmtp next = new ScriptedSmtp();
                Postfix postfix =
                        new Postfix(Files.createDirectory(directory.resolve("postfix")), next.port(), milter);
                Relay relay = new Relay(Mails.signing(postfix.port(), keys.settings()))) {
            assertThat(relay.send(HARD)).as(postfix.log()).isInstanceOf(Outcome.Accepted.class);
            await().atMost(Duration.ofSeconds(30)).until(() -> next.mails.size() == 1);
            return next.mails.getFirst();
        }
    }

    private static String header(String name, String mail) {
        String unfolded = mail.substring(0, mail.indexOf("\r\n\r\n")).replaceAll("\r\n[ \t]+", " ");
        return unfolded.lines()
                .filter(line -> line.startsWith(name + ":"))
                .findFirst()
                .orElse("");
    }
}
