package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sender.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that offers PIPELINING. */
class PipeliningTest {
    private ScriptedSmtp server;
    private Relay relay;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedSmtp().on("EHLO", "250-scripted\r\n250-PIPELINING\r\n250-DSN\r\n250 SIZE 1000000");
        relay = new Relay(server.port());
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        server.close();
    }

    @Test
    void asksToSendBeforeTheSenderIsAnswered() throws Exception {
        server.on(
                "MAIL",
                ScriptedSmtp.WITH_NEXT); // never comes when the client waits for it before it names the recipient
        server.on("RCPT", ScriptedSmtp.WITH_NEXT);
        assertThat(send()).isEqualTo(Outcome.accepted("4bXyZ1"));
        assertThat(server.commands).anyMatch(line -> line.matches("MAIL FROM:<shop@example.org> SIZE=\\d+ RET=HDRS"));
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL, 451 4.3.0 later, smtp-451-4.3.0",
        "RCPT, 454 4.7.0 later, smtp-454-4.7.0",
        "DATA, 421 4.3.2 bye, smtp-421-4.3.2"
    })
    void knowsWhichCommandWasRefused(String command, String answer, String code) throws Exception {
        server.on(command, answer);
        assertThat(send()).isEqualTo(Outcome.busy(code));
        assertThat(server.mails).allMatch(String::isEmpty); // the content that it asks for, though nobody is to get it
    }

    /** A server may answer DATA with 354 though it refused the recipient (RFC 2920, 3.1). */
    @ParameterizedTest
    @ValueSource(strings = {"354 go on", "554 5.5.1 no valid recipients"})
    void keepsTheConnectionAfterARefusedRecipient(String data) throws Exception {
        server.once("RCPT", "550 5.1.1 no such mailbox").once("DATA", data);
        assertThat(send()).isEqualTo(Outcome.deadAddress("smtp-550-5.1.1"));
        assertThat(send()).isEqualTo(Outcome.accepted("4bXyZ1"));
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.mails.getLast()).contains("On its way");
    }

    @Test
    void knowsTheRefusalWhenTheWireBreaksAfterIt() throws Exception {
        server.on("RCPT", "550 5.1.1 no such mailbox").on("DATA", ScriptedSmtp.CUT);
        assertThat(send()).isEqualTo(Outcome.deadAddress("smtp-550-5.1.1"));
    }

    private Outcome send() throws Exception {
        return relay.send(Mails.mail());
    }
}
