package dev.vestnik.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.vestnik.push.HttpProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTokensTest {
    @TempDir
    Path directory;

    private final AtomicInteger given = new AtomicInteger();
    /** Begins at the system's time: by it the library counts a token's life. */
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

    private HttpProvider google;
    private AccessTokens tokens;

    @BeforeEach
    void start() throws Exception {
        google = new HttpProvider();
        google.behave(this::give);
        tokens = AccessTokens.of(ServiceAccount.file(directory, google.url() + "/token"), now::get);
    }

    @AfterEach
    void stop() {
        google.close();
    }

    @Test
    void leavesAnEndpointAloneThatHasGivenNone() throws Exception {
        google.answers(503, "{}");
        for (int message = 0; message < 5; message++) {
            assertThatThrownBy(tokens::current).isInstanceOf(IOException.class);
        }
        assertThat(google.received).hasSize(1);
        google.behave(this::give);
        pass(AccessTokens.REST);
        assertThat(tokens.current()).isEqualTo("token-1");
        assertThat(google.received).hasSize(2);
    }

    @Test
    void goesOnWithATokenThatIsAliveWhileThereIsNoOther() throws Exception {
        tokens.current();
        google.answers(503, "{}");
        pass(Duration.ofMinutes(57));
        for (int message = 0; message < 5; message++) {
            assertThat(tokens.current()).isEqualTo("token-1");
        }
        assertThat(google.received).as("asked once when it was due").hasSize(2);
        pass(Duration.ofMinutes(10));
        assertThatThrownBy(tokens::current).as("ended").isInstanceOf(IOException.class);
    }

    @Test
    void leavesAnEndpointAloneThatGivesNoneForARefusedToken() throws Exception {
        String refused = tokens.current();
        google.answers(503, "{}");
        for (int message = 0; message < 5; message++) {
            assertThatThrownBy(() -> tokens.insteadOf(refused)).isInstanceOf(IOException.class);
        }
        assertThat(google.received).hasSize(2);
    }

    @Test
    void oneMessageAsksForAllThatWait() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        google.behave(exchange -> {
            asked.countDown();
            await(answer);
            HttpProvider.answer(exchange, 503, "{}");
        });
        try (ExecutorService messages = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = messages.submit(tokens::current);
            asked.await();
            Future<String> second = messages.submit(tokens::current);
            answer.countDown();
            assertThatThrownBy(first::get).hasCauseInstanceOf(IOException.class);
            assertThatThrownBy(second::get).hasCauseInstanceOf(IOException.class);
        }
        assertThat(google.received).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private void give(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        HttpProvider.answer(
                exchange,
                200,
                "{\"access_token\": \"token-" + given.incrementAndGet()
                        + "\", \"expires_in\": 3600, \"token_type\": \"Bearer\"}");
    }
}
