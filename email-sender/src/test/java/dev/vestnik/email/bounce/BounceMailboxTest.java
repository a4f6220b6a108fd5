package dev.vestnik.email.bounce;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.vestnik.sender.report.DeliveryReport;
import dev.vestnik.sender.report.InboundReply;
import dev.vestnik.sender.report.ReportSubject;
import dev.vestnik.sender.report.Reports;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against GreenMail's IMAP server. */
class BounceMailboxTest {
    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final Duration NEVER = Duration.ofHours(1);

    private final GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAP));
    private final KafkaThatMayBeAway reports = new KafkaThatMayBeAway();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private GreenMailUser user;
    private BounceMailbox mailbox;

    @BeforeEach
    void start() {
        server.start();
        user = server.setUser("bounces@shop.example", "bounces", "secret");
        mailbox = mailbox(server.getImap().getPort(), OFTEN, NEVER);
    }

    private BounceMailbox mailbox(int port, Duration poll, Duration renewed) {
        return mailbox(port, poll, Duration.ofSeconds(30), renewed);
    }

    private BounceMailbox mailbox(int port, Duration poll, Duration answer, Duration renewed) {
        BounceSettings settings = new BounceSettings(
                "localhost", port, BounceSettings.Tls.none, "bounces", "secret", "INBOX", null, poll);
        BounceMetrics metrics = new BounceMetrics(meters);
        Bounces bounces = new Bounces(BounceMails.reader(), reports, metrics);
        return new BounceMailbox(settings, bounces, metrics, answer, renewed);
    }

    @AfterEach
    void stop() {
        mailbox.stop();
        server.stop();
    }

    @Test
    void reportsEachBounceOnceAndKeepsTheRestForPeople() throws Exception {
        deliver(BounceMails.notification(BounceMails.VERP, "Action: failed\nStatus: 5.1.1", ""));
        deliver(BounceMails.mail("From: anna@example.com\nTo: bounces@shop.example\nSubject: Hello\n\nWho are you?\n"));
        deliver(BounceMails.complaint("fbl@shop.example", "abuse", BounceMails.OURS));
        mailbox.start();
        eventually().until(() -> count("INBOX") == 0 && count(MailMover.HANDLED) == 2);
        assertThat(count(MailMover.NOT_UNDERSTOOD)).isEqualTo(1);
        assertThat(reports.written)
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(DeliveryReport.Failed.class),
                        second -> assertThat(second).isInstanceOf(DeliveryReport.OptedOut.class));
        assertThat(meters.get("vestnik.bounces")
                        .tag("outcome", "not_understood")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void leavesABounceWhereItIsUntilKafkaHasItsReport() throws Exception {
        reports.away = true;
        deliver(BounceMails.notification(BounceMails.VERP, "Action: failed\nStatus: 5.1.1", ""));
        mailbox.start();
        eventually().until(() -> meters.counter("vestnik.bounce.visits.failed").count() >= 2);
        assertThat(count("INBOX")).isEqualTo(1);
        reports.away = false;
        eventually().until(() -> count("INBOX") == 0);
        assertThat(reports.written).hasSize(1);
    }

    @Test
    void readsOnWhenTheMailboxIsFull() throws Exception {
        deliver(BounceMails.mail("From: anna@example.com\nTo: bounces@shop.example\nSubject: Hello\n\nWho are you?\n"));
        deliver(BounceMails.notification(BounceMails.VERP, "Action: failed\nStatus: 5.1.1", ""));
        deliver(BounceMails.complaint("fbl@shop.example", "abuse", BounceMails.OURS));
        try (FalteringImap full = new FalteringImap(server.getImap().getPort())) {
            full.full = true;
            mailbox = mailbox(full.port(), OFTEN, NEVER);
            mailbox.start();
            eventually().until(() -> count("INBOX") == 1);
            eventually()
                    .until(() -> meters.counter("vestnik.bounce.moves.failed").count() > 4);
            mailbox.stop();
        }
        assertThat(reports.written).hasSize(2);
    }

    @Test
    void putsAMailThatIsTooLargeAside() throws Exception {
        deliver(BounceMails.mail("To: bounces@shop.example\n\n" + ("x".repeat(98) + "\n").repeat(51_000)));
        deliver(BounceMails.notification(BounceMails.VERP, "Action: failed\nStatus: 5.1.1", ""));
        mailbox.start();
        eventually().until(() -> count(MailMover.NOT_UNDERSTOOD) == 1 && count(MailMover.HANDLED) == 1);
    }

    @Test
    void comesBackToAServerThatWasAway() throws Exception {
        user.setPassword("another");
        mailbox.start();
        eventually().until(() -> meters.counter("vestnik.bounce.visits.failed").count() >= 1);
        user.setPassword("secret");
        deliver(BounceMails.notification(BounceMails.VERP, "Action: failed\nStatus: 4.4.7", ""));
        eventually().until(() -> reports.written.size() == 1);
    }

    @Test
    void hearsOfABounceFromAServerThatTells() throws Exception {
        try (FalteringImap telling = new FalteringImap(server.getImap().getPort())) {
            mailbox = mailbox(telling.port(), NEVER, NEVER);
            mailbox.start();
            for (int news = 1; news <= 3; news++) {
                int known = news;
                eventually().until(() -> telling.idles.get() >= known);
                deliver(BounceMails.notification(BounceMails.VERP, "Action: failed\nStatus: 5.1.1", ""));
                eventually().until(() -> reports.written.size() == known && count("INBOX") == 0);
            }
            assertThat(telling.connections()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void looksFromTimeToTimeWhereTheServerDoesNotTell() throws Exception {
        try (FalteringImap silent = new FalteringImap(server.getImap().getPort())) {
            silent.withoutIdle = true;
            mailbox = mailbox(silent.port(), OFTEN, NEVER);
            mailbox.start();
            eventually().until(() -> silent.connections() > 2);
            deliver(BounceMails.notification(BounceMails.VERP, "Action: failed\nStatus: 5.1.1", ""));
            eventually().until(() -> reports.written.size() == 1);
            assertThat(silent.idles).hasValue(0);
        }
    }

    @Test
    void asksAgainBeforeTheServerHangsUp() throws Exception {
        try (FalteringImap telling = new FalteringImap(server.getImap().getPort())) {
            mailbox = mailbox(telling.port(), NEVER, OFTEN);
            mailbox.start();
            eventually().until(() -> telling.idles.get() > 3);
            assertThat(telling.connections()).isLessThanOrEqualTo(2);
        }
    }

    /** Nobody says that the connection is dead: a router in between has forgotten it. */
    @Test
    void noticesADeadConnection() throws Exception {
        try (FalteringImap telling = new FalteringImap(server.getImap().getPort())) {
            mailbox = mailbox(telling.port(), OFTEN, Duration.ofSeconds(1), OFTEN);
            mailbox.start();
            eventually().until(() -> telling.idles.get() > 0);
            telling.die();
            deliver(BounceMails.notification(BounceMails.VERP, "Action: failed\nStatus: 5.1.1", ""));
            eventually()
                    .dontCatchUncaughtExceptions() // of GreenMail, whose client is gone
                    .until(() -> reports.written.size() == 1);
        }
    }

    @Test
    void endsWhileItWaitsForNews() throws Exception {
        try (FalteringImap telling = new FalteringImap(server.getImap().getPort())) {
            mailbox = mailbox(telling.port(), NEVER, NEVER);
            mailbox.start();
            eventually().until(() -> telling.idles.get() > 0 && telling.open() > 0);
            mailbox.stop();
            eventually().until(() -> telling.open() == 0);
        }
    }

    private void deliver(byte[] mail) throws Exception {
        user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(mail)));
    }

    /** The e-mails of a folder that are not deleted. */
    private int count(String folder) throws Exception {
        Session session = Session.getInstance(new Properties());
        try (Store store = session.getStore("imap")) {
            store.connect("localhost", server.getImap().getPort(), "bounces", "secret");
            Folder opened = store.getFolder(folder);
            if (!opened.exists()) {
                return 0;
            }
            opened.open(Folder.READ_ONLY);
            int count = 0;
            for (var message : opened.getMessages()) {
                count += message.isSet(Flags.Flag.DELETED) ? 0 : 1;
            }
            return count;
        }
    }

    private static final class KafkaThatMayBeAway implements Reports {
        final List<DeliveryReport> written = new CopyOnWriteArrayList<>();
        volatile boolean away;

        @Override
        public CompletableFuture<Void> write(ReportSubject subject, DeliveryReport report, String gateway) {
            if (away) {
                return CompletableFuture.failedFuture(new IllegalStateException("away"));
            }
            written.add(report);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> write(InboundReply reply) {
            throw new AssertionError("no reply");
        }

        @Override
        public CompletableFuture<Void> setAside(String gateway, String token, DeliveryReport report) {
            throw new AssertionError("no hook");
        }
    }
}
