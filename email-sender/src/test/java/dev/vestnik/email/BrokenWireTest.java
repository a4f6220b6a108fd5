package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.sender.Content;
import dev.vestnik.sender.GatewayHealth;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The outcome of an e-mail, by the phase of the conversation in which the wire breaks. */
class BrokenWireTest {
    private ScriptedSmtp server;
    private Relay relay;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedSmtp();
        relay = new Relay(server.port());
    }

    private void breaking(String command, String how) {
        server.on(command, how);
        if (how.equals(ScriptedSmtp.SILENCE)) {
            relay.patience(Duration.ofSeconds(1));
        }
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"GREETING, CUT", "GREETING, SILENCE", "GREETING, hm", "EHLO, RESET"})
    void hasSentNothingWithoutASession(String command, String how) throws Exception {
        breaking(command, how);
        assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> relay.send(Mails.mail()));
    }

    @ParameterizedTest
    @CsvSource({"GREETING, 421 4.3.2 busy, smtp-421-4.3.2", "GREETING, 554 no, smtp-554", "EHLO, 450 later, smtp-450"})
    void waitsForAServerThatLetsNobodyIn(String command, String answer, String code) throws Exception {
        server.on(command, answer);
        assertThat(relay.send(Mails.mail())).isEqualTo(Outcome.busy(code));
    }

    @Test
    void hasSentNothingToAServerThatIsAway() throws Exception {
        server.close();
        assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> relay.send(Mails.mail()));
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, CUT", "MAIL, RESET", "MAIL, SILENCE",
        "RCPT, CUT", "RCPT, RESET", "RCPT, SILENCE",
        "DATA, CUT", "DATA, RESET", "DATA, SILENCE"
    })
    void hasSentNothingBeforeTheContent(String command, String how) throws Exception {
        breaking(command, how);
        assertThat(relay.send(Mails.mail())).isInstanceOf(Outcome.NotSent.class);
        assertThat(server.mails).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT", "RESET", "SILENCE"})
    void hasSentNothingWhenTheContentIsTorn(String how) throws Exception {
        breaking("CONTENT", how);
        Content.Email large =
                new Content.Email(Mails.mail().to(), null, "s", new Content.Body("large ".repeat(750_000), "t"), null);
        assertThat(relay.send(large)).isInstanceOf(Outcome.NotSent.class);
        assertThat(server.mails).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT", "RESET", "SILENCE", "hm"})
    void isInDoubtAfterTheFinalDot(String how) throws Exception {
        breaking("DOT", how);
        assertThat(relay.send(Mails.mail())).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.mails).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT", "RESET"})
    void knowsTheAnswerWhenTheWireBreaksAfterIt(String how) throws Exception {
        server.on("DOT", "550 5.1.1 no such mailbox").on("RSET", how);
        assertThat(relay.send(Mails.mail())).isEqualTo(Outcome.deadAddress("smtp-550-5.1.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna.@example.com",
                ".anna@example.com",
                "an..na@example.com",
                "a!#$%&'*+/=?^_`{|}~-b@example.com"
            })
    void sendsToEveryAddressThatItAccepts(String address) throws Exception {
        assertThat(relay.send(Mails.to(address))).isInstanceOf(Outcome.Accepted.class);
        assertThat(server.commands).contains("RCPT TO:<" + address + ">");
    }

    @Test
    void saysSinceWhenItsServerLetsNobodyIn() throws Exception {
        assertThat(relay.health().up()).isTrue();
        server.on("GREETING", "554 5.7.1 listed");
        relay.send(Mails.mail());
        assertThat(relay.health()).isEqualTo(GatewayHealth.down("smtp-554-5.7.1 since " + Mails.NOW));
        server.on("GREETING", "220 scripted");
        relay.send(Mails.mail());
        assertThat(relay.health().up()).isTrue();
    }

    @Test
    void failsNoMessageOfASenderWhomItsServerHasBlockedFromTheStart() throws Exception {
        server.on("RCPT", "550 5.7.1 blocked");
        for (int i = 1; i < PolicyRefusals.FEW; i++) {
            assertThat(relay.send(Mails.mail())).isEqualTo(Outcome.temporary("smtp-550-5.7.1"));
        }
        assertThat(relay.send(Mails.mail())).isEqualTo(Outcome.busy("smtp-550-5.7.1"));
        assertThat(relay.health()).isEqualTo(GatewayHealth.down("refuses every recipient: is this sender blocked?"));
    }

    @Test
    void keepsTheMessagesOfASenderWhomItsServerHasBlocked() throws Exception {
        relay.send(Mails.mail());
        server.on("RCPT", "550 5.7.1 blocked");
        for (int i = 1; i < PolicyRefusals.MANY; i++) {
            relay.send(Mails.mail());
        }
        assertThat(relay.health().up()).isTrue();
        assertThat(relay.send(Mails.mail())).isEqualTo(Outcome.busy("smtp-550-5.7.1"));
        assertThat(relay.health()).isEqualTo(GatewayHealth.down("refuses every recipient: is this sender blocked?"));
        server.on("RCPT", "250 ok");
        relay.send(Mails.mail());
        assertThat(relay.health().up()).isTrue();
    }

    @Test
    void saysThatItsServerIsAway() throws Exception {
        server.close();
        assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> relay.send(Mails.mail()));
        assertThat(relay.health().detail()).isEqualTo("No session with relay: ConnectException since " + Mails.NOW);
    }

    @Test
    void continuesOverANewConnectionAfterABrokenOne() throws Exception {
        server.on("DOT", ScriptedSmtp.CUT);
        relay.send(Mails.mail());
        server.on("DOT", "250 ok");
        assertThat(relay.send(Mails.mail())).isEqualTo(Outcome.accepted());
        assertThat(server.connections()).isEqualTo(2);
    }
}
