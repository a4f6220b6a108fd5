package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sender.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Addresses in other scripts than Latin. */
class Utf8AddressTest {
    private ScriptedSmtp server;
    private Relay relay;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedSmtp();
        relay = new Relay(server.port());
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        server.close();
    }

    @Test
    void goToAServerThatTakesThem() throws Exception {
        server.on("EHLO", "250-scripted\r\n250-SMTPUTF8\r\n250 8BITMIME");
        assertThat(send("анна@пример.рф")).isEqualTo(Outcome.accepted("4bXyZ1"));
        assertThat(server.commands)
                .contains("MAIL FROM:<shop@example.org> SMTPUTF8", "RCPT TO:<анна@xn--e1afmkfd.xn--p1ai>");
        assertThat(server.mails.getFirst()).contains("To: анна@xn--e1afmkfd.xn--p1ai\r\n");
    }

    @Test
    void areRefusedWhereTheServerDoesNotTakeThem() throws Exception {
        assertThat(send("анна@example.com")).isEqualTo(Outcome.permanent("no-smtputf8"));
        assertThat(send("anna@example.com")).isEqualTo(Outcome.accepted("4bXyZ1"));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void areRefusedWhereAServerFurtherOnDoesNotTakeThem() throws Exception {
        server.on("EHLO", "250-scripted\r\n250 SMTPUTF8").on("RCPT", "553 5.6.7 only ASCII here");
        assertThat(send("анна@example.com")).isEqualTo(Outcome.permanent("no-smtputf8"));
    }

    @Test
    void needNothingWhenOnlyTheDomainIsInAnotherScript() throws Exception {
        assertThat(send("anna@faß.de")).isEqualTo(Outcome.accepted("4bXyZ1"));
        assertThat(server.commands).contains("MAIL FROM:<shop@example.org>", "RCPT TO:<anna@xn--fa-hia.de>");
    }

    private Outcome send(String address) throws Exception {
        return relay.send(Mails.to(address));
    }
}
