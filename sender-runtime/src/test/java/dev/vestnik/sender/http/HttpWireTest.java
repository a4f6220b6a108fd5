package dev.vestnik.sender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpWireTest {
    private final ScriptedHttp provider = new ScriptedHttp();
    private HttpWire wire = HttpWire.trusting(Duration.ofSeconds(5), Duration.ofSeconds(30));

    @AfterEach
    void stop() {
        wire.close();
        provider.close();
    }

    private Exchange send(HttpCall call) throws InterruptedException {
        return wire.send(provider.url(), call, () -> true);
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "POST, x", "PUT, x"})
    void makesCallsOfEachMethod(HttpCall.Method method, String body) throws Exception {
        Exchange exchange = send(new HttpCall(method, "/a?b=c", Map.of("X-Key", "k"), body.getBytes()));
        assertThat(exchange).isInstanceOf(Exchange.Answered.class);
        assertThat(provider.received).singleElement().satisfies(received -> {
            assertThat(received.method()).isEqualTo(method.name());
            assertThat(received.uri()).hasToString("/a?b=c");
            assertThat(received.headers().getFirst("X-Key")).isEqualTo("k");
            assertThat(received.text()).isEqualTo(body);
        });
    }

    @Test
    void readsNoMoreThanTheBeginningOfAHugeAnswer() throws Exception {
        provider.answers(200, "x".repeat(HttpWire.LARGEST_ANSWER + 1));
        assertThat(send(HttpCall.get("/"))).isInstanceOfSatisfying(Exchange.Answered.class, answer -> {
            assertThat(answer.body()).hasSize(HttpWire.LARGEST_ANSWER);
            assertThat(answer.whole()).isFalse();
            assertThat(answer.json().isMissingNode()).isTrue();
        });
    }

    @Test
    void writesNoRequestThatIsTooLarge() {
        HttpCall call = new HttpCall(HttpCall.Method.POST, "/", Map.of(), new byte[HttpWire.LARGEST_REQUEST + 1]);
        assertThatIllegalArgumentException().isThrownBy(() -> send(call));
        assertThat(provider.received).isEmpty();
    }

    @Test
    void followsNoRedirect() throws Exception {
        provider.answers(307, "Location", provider.url() + "/elsewhere", "");
        assertThat(send(HttpCall.json("/", Map.of())))
                .isInstanceOfSatisfying(
                        Exchange.Answered.class,
                        answer -> assertThat(answer.status()).isEqualTo(307));
        assertThat(provider.received).hasSize(1);
    }

    @Test
    void waitsLongForAnAnswerThatIsSlowAndShortForAConnection() throws Exception {
        wire.close();
        wire = HttpWire.trusting(Duration.ofMillis(200), Duration.ofSeconds(30));
        provider.behave(exchange -> {
            slowly();
            ScriptedHttp.answer(exchange, 200, "{\"late\": true}");
        });
        assertThat(send(HttpCall.json("/", Map.of())))
                .isInstanceOfSatisfying(
                        Exchange.Answered.class,
                        answer -> assertThat(answer.json().path("late").asBoolean())
                                .isTrue());
    }

    /** Takes longer than a connection may take: nobody counts the latch down. */
    private static void slowly() throws IOException {
        try {
            assertThat(new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void knowsThatNothingWasSentWithoutAConnection() throws Exception {
        provider.close();
        assertThat(send(HttpCall.json("/", Map.of()))).isInstanceOf(Exchange.NotSent.class);
    }

    /** Nobody has the address: RFC 5737 keeps it for documentation. */
    @Test
    void knowsThatNothingWasSentWhenTheConnectionTakesTooLong() throws Exception {
        wire.close();
        wire = HttpWire.trusting(Duration.ofMillis(100), Duration.ofSeconds(30));
        assertThat(wire.send(URI.create("http://192.0.2.1:9"), HttpCall.json("/", Map.of()), () -> true))
                .isInstanceOf(Exchange.NotSent.class);
    }

    @Test
    void isInDoubtWhenTheWireBreaksAfterTheRequest() throws Exception {
        provider.cuts();
        assertThat(send(HttpCall.json("/", Map.of()))).isInstanceOf(Exchange.Lost.class);
        assertThat(provider.received).hasSize(1);
    }

    @Test
    void isInDoubtWhenNoAnswerComesInTime() throws Exception {
        wire.close();
        wire = HttpWire.trusting(Duration.ofMillis(300), Duration.ofMillis(300));
        provider.fallsSilent();
        assertThat(send(HttpCall.json("/", Map.of()))).isInstanceOf(Exchange.Lost.class);
    }

    @Test
    void sendsNothingOnceTheTimeIsOver() throws Exception {
        assertThat(wire.send(provider.url(), HttpCall.json("/", Map.of()), () -> false))
                .isEqualTo(new Exchange.TooLate());
        assertThat(wire.send(provider.url(), HttpCall.get("/"), () -> false)).isEqualTo(new Exchange.TooLate());
        assertThat(provider.received).isEmpty();
    }

    @Test
    void trustsNoStrangersCertificate() throws Exception {
        try (ServerSocket plain = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> answerPlainly(plain));
            URI address = URI.create("https://127.0.0.1:" + plain.getLocalPort());
            assertThat(wire.send(address, HttpCall.json("/", Map.of()), () -> true))
                    .isNotInstanceOf(Exchange.Answered.class);
        }
    }

    private static void answerPlainly(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes());
        } catch (IOException e) {
            // the test's assertion tells
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | PT7S",
                "0 | PT0S",
                "86400 | PT1H",
                "99999999999999999999 | PT1H",
                "Sun, 29 Nov 2026 12:00:30 GMT | PT30S",
                "Sun, 29 Nov 2026 11:00:00 GMT | PT0S",
                "-5 |",
                "soon |",
                "1e3 |"
            })
    void readsRetryAfterWithinBounds(String value, Duration wait) {
        assertThat(RetryAfter.of(value, Instant.parse("2026-11-29T12:00:00Z")).orElse(null))
                .isEqualTo(wait);
    }
}
