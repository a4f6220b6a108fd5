package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;

/** Against GreenMail, an SMTP server that is not ours. */
class RealServerTest {
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor();
    private static final GreenMail SERVER = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS)
    });

    private static Certificate certificate;

    @BeforeAll
    static void start() throws Exception {
        certificate = Certificate.make();
        System.setProperty("greenmail.tls.keystore.file", certificate.file().toString());
        SERVER.setUser("anna@example.com", "anna", "secret");
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
        System.clearProperty("greenmail.tls.keystore.file");
        TIMER.shutdownNow();
    }

    @Test
    void delivers() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
        try (EmailGateway gateway = gateway(SERVER.getSmtp().getPort(), SmtpGatewaySettings.Tls.none, null)) {
            assertThat(gateway.send(Mails.service(Mails.mail()), () -> true)).isInstanceOf(Outcome.Accepted.class);
        }
        assertThat(SERVER.getReceivedMessages()).singleElement().satisfies(message -> {
            assertThat(message.getSubject()).isEqualTo("On its way");
            assertThat(message.getHeader("Return-Path")[0]).contains("shop@example.org");
        });
    }

    @Test
    void deliversOverTlsWithAPassword() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
        try (EmailGateway gateway = gateway(SERVER.getSmtps().getPort(), SmtpGatewaySettings.Tls.implicit, "secret")) {
            assertThat(gateway.send(Mails.service(Mails.mail()), () -> true)).isInstanceOf(Outcome.Accepted.class);
        }
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
    }

    @Test
    void sendsNothingWithAWrongPassword() throws Exception {
        try (EmailGateway gateway = gateway(SERVER.getSmtp().getPort(), SmtpGatewaySettings.Tls.none, "wrong")) {
            assertThat(gateway.send(Mails.service(Mails.mail()), () -> true))
                    .isInstanceOfSatisfying(
                            Outcome.Busy.class, busy -> assertThat(busy.code()).startsWith("smtp-535"));
        }
    }

    @Test
    void sendsNothingInTheClearWhenTlsIsAsked() throws Exception {
        try (EmailGateway gateway = gateway(SERVER.getSmtp().getPort(), SmtpGatewaySettings.Tls.starttls, null)) {
            assertThatExceptionOfType(NotSentException.class)
                    .isThrownBy(() -> gateway.send(Mails.service(Mails.mail()), () -> true));
        }
    }

    @Test
    void startsTls() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp().offering(certificate.server());
                EmailGateway gateway = gateway(server.port(), SmtpGatewaySettings.Tls.starttls, null)) {
            assertThat(gateway.send(Mails.service(Mails.mail()), () -> true)).isInstanceOf(Outcome.Accepted.class);
            assertThat(gateway.send(Mails.service(Mails.mail()), () -> true)).isInstanceOf(Outcome.Accepted.class);
            assertThat(server.commands).contains("STARTTLS");
            assertThat(server.mails).hasSize(2);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void sendsNothingToAServerItDoesNotTrust() throws Exception {
        SmtpGatewaySettings settings =
                Mails.server(SERVER.getSmtps().getPort(), SmtpGatewaySettings.Tls.implicit, null, null);
        SmtpConnector strangers = new SmtpConnector(settings, SSLContext.getDefault()::getSocketFactory, TIMER);
        try (EmailGateway gateway =
                new EmailGateway(settings, strangers, _ -> "token", InstantSource.fixed(Mails.NOW))) {
            assertThatExceptionOfType(NotSentException.class)
                    .isThrownBy(() -> gateway.send(Mails.service(Mails.mail()), () -> true));
        }
    }

    /** A bundle is renewed while the gateway works: its next connection has the new one. */
    @Test
    void trustsARenewedBundle() throws Exception {
        DefaultSslBundleRegistry bundles =
                new DefaultSslBundleRegistry("relay", Certificate.make().trusted());
        SmtpGatewaySettings settings =
                Mails.server(SERVER.getSmtps().getPort(), SmtpGatewaySettings.Tls.implicit, "anna", "secret");
        SmtpConnector connector = new SmtpConnector(settings, new BundleSockets(bundles, "relay"), TIMER);
        try (EmailGateway gateway =
                new EmailGateway(settings, connector, _ -> "token", InstantSource.fixed(Mails.NOW))) {
            assertThatExceptionOfType(NotSentException.class)
                    .isThrownBy(() -> gateway.send(Mails.service(Mails.mail()), () -> true));
            bundles.updateBundle("relay", certificate.trusted());
            assertThat(gateway.send(Mails.service(Mails.mail()), () -> true)).isInstanceOf(Outcome.Accepted.class);
        }
    }

    private static EmailGateway gateway(int port, SmtpGatewaySettings.Tls tls, String password) throws Exception {
        SmtpGatewaySettings settings = Mails.server(port, tls, password == null ? null : "anna", password);
        SmtpConnector connector = new SmtpConnector(settings, certificate.client()::getSocketFactory, TIMER);
        return new EmailGateway(settings, connector, _ -> "token", InstantSource.fixed(Mails.NOW));
    }
}
