package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.sender.NotSentException;
import dev.vestnik.sender.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpPoolTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicReference<Instant> now = new AtomicReference<>(Mails.NOW);
    private final AtomicBoolean inTime = new AtomicBoolean(true);
    private ScriptedSmtp server;
    private SmtpPool pool;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedSmtp();
        SmtpGatewaySettings settings = Mails.server(server.port());
        SmtpConnector connector = new SmtpConnector(settings, SSLContext.getDefault()::getSocketFactory, timer);
        pool = new SmtpPool(connector, settings, now::get);
    }

    @AfterEach
    void stop() throws Exception {
        pool.close();
        server.close();
        timer.shutdownNow();
    }

    @Test
    void sendsManyMailsOverOneConnection() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(deliver()).isEqualTo(Outcome.accepted("4bXyZ1"));
        }
        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.mails).hasSize(20);
    }

    @Test
    void keepsAConnectionThatRefusedAMail() throws Exception {
        server.on("RCPT", "550 5.1.1 no such mailbox");
        deliver();
        server.on("RCPT", "250 ok");
        assertThat(deliver()).isEqualTo(Outcome.accepted("4bXyZ1"));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void repeatsAMailOverANewConnectionAfterAStaleOne() throws Exception {
        deliver();
        server.cutAll();
        assertThat(deliver()).isEqualTo(Outcome.accepted("4bXyZ1"));
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.mails).hasSize(2);
    }

    @Test
    void doesNotRepeatAMailThatANewConnectionDidNotTake() throws Exception {
        server.on("MAIL", "421 4.7.0 go away");
        assertThat(deliver()).isEqualTo(Outcome.busy("smtp-421-4.7.0"));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void replacesAConnectionThatIsTooOld() throws Exception {
        deliver();
        now.set(Mails.NOW.plus(Duration.ofMinutes(5)));
        deliver();
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void replacesAConnectionAfterItsNumberOfMails() throws Exception {
        for (int i = 0; i < 101; i++) {
            deliver();
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void handsNoMailOverWhenTheTimeIsOverAfterConnecting() throws Exception {
        inTime.set(false);
        assertThatExceptionOfType(NotSentException.class).isThrownBy(this::deliver);
        assertThat(server.commands).noneMatch(command -> command.startsWith("MAIL"));
    }

    @Test
    void keepsAConnectionWhoseGreetingTookTooLong() throws Exception {
        inTime.set(false);
        assertThatExceptionOfType(NotSentException.class).isThrownBy(this::deliver);
        inTime.set(true);
        assertThat(deliver()).isEqualTo(Outcome.accepted("4bXyZ1"));
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void handsNoMailOverWhenTheTimeIsOverAtTheData() throws Exception {
        deliver();
        inTime.set(false);
        assertThatExceptionOfType(NotSentException.class).isThrownBy(this::deliver);
        assertThat(server.commands)
                .filteredOn(command -> command.startsWith("DATA"))
                .hasSize(2);
        assertThat(server.mails).hasSize(1);
        inTime.set(true);
        assertThat(deliver()).isEqualTo(Outcome.accepted("4bXyZ1"));
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void opensNoMoreConnectionsThanItMay() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var deliveries = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(this::deliver))
                    .toList();
            for (var delivery : deliveries) {
                assertThat(delivery.get()).isInstanceOf(Outcome.Accepted.class);
            }
        }
        // A connection that has carried its hundred e-mails is not kept.
        assertThat(pool.idle()).isLessThanOrEqualTo(2);
        assertThat(server.mails).hasSize(200);
        assertThat(server.connections()).isLessThanOrEqualTo(4);
    }

    private Outcome deliver() throws Exception {
        MimeMail.Ready mail =
                (MimeMail.Ready) Mails.writer().write(Mails.service(Mails.mail()), Mails.mail(), Mails.NOW);
        return SmtpVerdict.of(pool.deliver(mail, inTime::get), Mails.NOW);
    }
}
