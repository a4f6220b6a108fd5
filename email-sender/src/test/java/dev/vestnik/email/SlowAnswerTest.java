package dev.vestnik.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.sender.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that take their time. The latches stand for minutes: a command that was not answered in time tells that it is over. */
class SlowAnswerTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ScriptedSmtp server;
    private Relay relay;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedSmtp();
        relay = new Relay(server.port(), PATIENCE, Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() throws Exception {
        relay.close();
        server.close();
        threads.close();
    }

    @Test
    void takesTheAnswerThatComesLongAfterTheDot() throws Exception {
        CountDownLatch dot = server.holding("DOT");
        Future<Outcome> slow = threads.submit(this::send);
        await().until(() -> server.mails.size() == 1);
        server.on("MAIL", ScriptedSmtp.SILENCE);
        assertThat(send()).isEqualTo(new Outcome.NotSent("broken-wire")); // the time of a command is over
        dot.countDown();
        assertThat(slow.get()).isEqualTo(Outcome.accepted("4bXyZ1"));
        assertThat(server.mails).hasSize(1);
    }

    @Test
    void aMailThatWaitsForItsAnswerKeepsItsPlaceInTheWindow() throws Exception {
        CountDownLatch first = server.holding("DOT");
        Future<Outcome> one = threads.submit(this::send);
        await().until(() -> server.mails.size() == 1);
        CountDownLatch second = server.holding("DOT");
        Future<Outcome> other = threads.submit(this::send);
        await().until(() -> server.mails.size() == 2);
        Future<Outcome> waiting = threads.submit(this::send);
        first.countDown();
        assertThat(one.get()).isInstanceOf(Outcome.Accepted.class);
        assertThat(waiting.get()).isInstanceOf(Outcome.Accepted.class);
        assertThat(server.connections()).isEqualTo(2);
        second.countDown();
        assertThat(other.get()).isInstanceOf(Outcome.Accepted.class);
        assertThat(server.mails).hasSize(3);
    }

    @Test
    void offersAMailAgainThatIsTurnedAwayAfterData() throws Exception {
        send();
        server.once("DATA", "421 4.3.2 too long open");
        assertThat(send()).isEqualTo(Outcome.accepted("4bXyZ1"));
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.mails).hasSize(2);
    }

    @Test
    void offersAMailAgainThatIsTurnedAwayAfterTheDot() throws Exception {
        send();
        server.once("DOT", "421 4.3.2 shutting down");
        assertThat(send()).isEqualTo(Outcome.accepted("4bXyZ1"));
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void aDomainThatThrottlesDoesNotStopTheOthers() throws Exception {
        server.once("RCPT", "421-4.7.28 unusual rate of mail\r\n421 4.7.28 from your address");
        Duration hold = Duration.ofMinutes(1);
        assertThat(send()).isEqualTo(new Outcome.Busy("smtp-421-4.7.28", Outcome.Busy.Scope.ADDRESS, hold));
        assertThat(send()).isInstanceOfSatisfying(Outcome.Busy.class, busy -> {
            assertThat(busy.code()).isEqualTo("domain-held");
            assertThat(busy.scope()).isEqualTo(Outcome.Busy.Scope.HELD);
            assertThat(busy.retryAfter()).isBetween(hold.dividedBy(2), hold);
        });
        assertThat(relay.send(Mails.to("boris@example.net"))).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void dividesTheRateOfADomainAmongInstances() throws Exception {
        try (Relay shared = new Relay(Mails.server(server.port(), "example.com", 1))) {
            shared.share(60);
            assertThat(shared.send(Mails.mail())).isInstanceOf(Outcome.Accepted.class);
            assertThat(shared.send(Mails.mail())).isInstanceOfSatisfying(Outcome.Busy.class, busy -> {
                assertThat(busy.code()).isEqualTo("domain-rate");
                assertThat(busy.retryAfter()).isBetween(Duration.ofSeconds(2), Duration.ofMinutes(1));
            });
        }
    }

    private Outcome send() throws Exception {
        return relay.send(Mails.mail());
    }
}
