package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.sender.Content;
import dev.vestnik.sender.GatewayHealth;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The outcome of an e-mail, by the phase of the conversation in which the wire breaks. */
class BrokenWireTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private ScriptedSmtp server;
    private EmailGateway gateway;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedSmtp();
        waitingFor(Duration.ofSeconds(30));
    }

    private void waitingFor(Duration timeout) throws Exception {
        SmtpGatewaySettings settings = Mails.server(server.port(), timeout, timeout);
        gateway = new EmailGateway(
                settings,
                new SmtpConnector(settings, SSLContext.getDefault().getSocketFactory(), timer),
                _ -> "token",
                InstantSource.fixed(Mails.NOW));
    }

    private void breaking(String command, String how) throws Exception {
        server.on(command, how);
        if (how.equals(ScriptedSmtp.SILENCE)) {
            waitingFor(Duration.ofSeconds(1));
        }
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        server.close();
        timer.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"GREETING, CUT", "GREETING, SILENCE", "GREETING, hm", "EHLO, RESET"})
    void hasSentNothingWithoutASession(String command, String how) throws Exception {
        breaking(command, how);
        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> gateway.send(Mails.service(Mails.mail()), () -> true));
    }

    @ParameterizedTest
    @CsvSource({"GREETING, 421 4.3.2 busy, smtp-421-4.3.2", "GREETING, 554 no, smtp-554", "EHLO, 450 later, smtp-450"})
    void waitsForAServerThatLetsNobodyIn(String command, String answer, String code) throws Exception {
        server.on(command, answer);
        assertThat(gateway.send(Mails.service(Mails.mail()), () -> true)).isEqualTo(Outcome.busy(code));
    }

    @Test
    void hasSentNothingToAServerThatIsAway() throws Exception {
        server.close();
        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> gateway.send(Mails.service(Mails.mail()), () -> true));
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, CUT", "MAIL, RESET", "MAIL, SILENCE",
        "RCPT, CUT", "RCPT, RESET", "RCPT, SILENCE",
        "DATA, CUT", "DATA, RESET", "DATA, SILENCE"
    })
    void hasSentNothingBeforeTheContent(String command, String how) throws Exception {
        breaking(command, how);
        assertThat(gateway.send(Mails.service(Mails.mail()), () -> true)).isInstanceOf(Outcome.NotSent.class);
        assertThat(server.mails).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT", "RESET", "SILENCE"})
    void hasSentNothingWhenTheContentIsTorn(String how) throws Exception {
        breaking("CONTENT", how);
        Content.Email large =
                new Content.Email(Mails.mail().to(), null, "s", new Content.Body("large ".repeat(750_000), "t"), null);
        assertThat(gateway.send(Mails.service(large), () -> true)).isInstanceOf(Outcome.NotSent.class);
        assertThat(server.mails).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT", "RESET", "SILENCE", "hm"})
    void isInDoubtAfterTheFinalDot(String how) throws Exception {
        breaking("DOT", how);
        assertThat(gateway.send(Mails.service(Mails.mail()), () -> true)).isInstanceOf(Outcome.Unknown.class);
        assertThat(server.mails).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUT", "RESET"})
    void knowsTheAnswerWhenTheWireBreaksAfterIt(String how) throws Exception {
        server.on("DOT", "550 5.1.1 no such mailbox").on("RSET", how);
        assertThat(gateway.send(Mails.service(Mails.mail()), () -> true))
                .isEqualTo(Outcome.deadAddress("smtp-550-5.1.1"));
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
        assertThat(gateway.send(Mails.service(Mails.to(address)), () -> true)).isInstanceOf(Outcome.Accepted.class);
        assertThat(server.commands).contains("RCPT TO:<" + address + ">");
    }

    @Test
    void saysSinceWhenItsServerLetsNobodyIn() throws Exception {
        assertThat(gateway.health().up()).isTrue();
        server.on("GREETING", "554 5.7.1 listed");
        gateway.send(Mails.service(Mails.mail()), () -> true);
        assertThat(gateway.health()).isEqualTo(GatewayHealth.down("smtp-554-5.7.1 since " + Mails.NOW));
        server.on("GREETING", "220 scripted");
        gateway.send(Mails.service(Mails.mail()), () -> true);
        assertThat(gateway.health().up()).isTrue();
    }

    @Test
    void keepsTheMessagesOfASenderWhomItsServerHasBlocked() throws Exception {
        server.on("RCPT", "550 5.7.1 blocked");
        for (int i = 1; i < PolicyRefusals.MANY; i++) {
            gateway.send(Mails.service(Mails.mail()), () -> true);
        }
        assertThat(gateway.health().up()).isTrue();
        assertThat(gateway.send(Mails.service(Mails.mail()), () -> true)).isEqualTo(Outcome.busy("smtp-550-5.7.1"));
        assertThat(gateway.health()).isEqualTo(GatewayHealth.down("refuses every recipient: is this sender blocked?"));
        server.on("RCPT", "250 ok");
        gateway.send(Mails.service(Mails.mail()), () -> true);
        assertThat(gateway.health().up()).isTrue();
    }

    @Test
    void saysThatItsServerIsAway() throws Exception {
        server.close();
        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> gateway.send(Mails.service(Mails.mail()), () -> true));
        assertThat(gateway.health().detail()).isEqualTo("No session with relay: ConnectException since " + Mails.NOW);
    }

    @Test
    void continuesOverANewConnectionAfterABrokenOne() throws Exception {
        server.on("DOT", ScriptedSmtp.CUT);
        gateway.send(Mails.service(Mails.mail()), () -> true);
        server.on("DOT", "250 ok");
        assertThat(gateway.send(Mails.service(Mails.mail()), () -> true)).isEqualTo(Outcome.accepted());
        assertThat(server.connections()).isEqualTo(2);
    }
}
