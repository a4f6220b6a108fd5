package dev.vestnik.push.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vestnik.push.Pushes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Pushes.NOW);
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final Endpoint endpoint = new Endpoint();
    private AccessTokens tokens = tokens(Duration.ofMinutes(1));

    @Test
    void leavesAnEndpointAloneThatHasGivenNone() throws Exception {
        endpoint.fails = true;
        for (int message = 0; message < 5; message++) {
            assertThatThrownBy(tokens::current).isInstanceOf(IOException.class);
        }
        assertThat(endpoint.asked).hasValue(1);
        endpoint.fails = false;
        nanos.addAndGet(AccessTokens.REST.toNanos());
        assertThat(tokens.current()).isEqualTo("token-2");
    }

    @Test
    void restsNoLongerWhenTheClockIsSetBack() throws Exception {
        endpoint.fails = true;
        assertThatThrownBy(tokens::current).isInstanceOf(IOException.class);
        endpoint.fails = false;
        pass(Duration.ofHours(-1));
        nanos.addAndGet(AccessTokens.REST.toNanos());
        assertThat(tokens.current()).isEqualTo("token-2");
    }

    @Test
    void goesOnWithATokenThatIsAliveWhileThereIsNoOther() throws Exception {
        tokens.current();
        endpoint.fails = true;
        pass(Duration.ofMinutes(57));
        assertThat(tokens.current()).isEqualTo("token-1");
        await().until(() -> endpoint.failed.get() == 1);
        for (int message = 0; message < 5; message++) {
            assertThat(tokens.current()).isEqualTo("token-1");
        }
        pass(Duration.ofMinutes(10));
        assertThatThrownBy(tokens::current).as("ended").isInstanceOf(IOException.class);
    }

    @Test
    void renewsATokenWithoutAMessageThatWaits() throws Exception {
        tokens.current();
        pass(Duration.ofMinutes(55));
        endpoint.holds();
        for (int message = 0; message < 5; message++) {
            assertThat(tokens.current()).isEqualTo("token-1");
        }
        endpoint.go.countDown();
        await().until(() -> tokens.current().equals("token-2"));
        assertThat(endpoint.asked).hasValue(2);
    }

    @Test
    void leavesAnEndpointAloneThatGivesNoneForARefusedToken() throws Exception {
        String refused = tokens.current();
        endpoint.fails = true;
        for (int message = 0; message < 5; message++) {
            assertThatThrownBy(() -> tokens.insteadOf(refused)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(tokens::current).as("refused").isInstanceOf(IOException.class);
        assertThat(endpoint.asked).hasValue(2);
    }

    @Test
    void leavesAnEndpointAloneThatGivesTheRefusedTokenAgain() throws Exception {
        String refused = tokens.current();
        endpoint.always = refused;
        for (int message = 0; message < 5; message++) {
            assertThatThrownBy(() -> tokens.insteadOf(refused)).isInstanceOf(IOException.class);
        }
        assertThat(endpoint.asked).hasValue(2);
    }

    @Test
    void goesOnWithTheTokenThatCameForAnotherRefusedMessage() throws Exception {
        String refused = tokens.current();
        assertThat(tokens.insteadOf(refused)).isEqualTo("token-2");
        assertThat(tokens.insteadOf(refused)).isEqualTo("token-2");
        assertThat(endpoint.asked).hasValue(2);
    }

    @Test
    void asksOnceForAllThatWait() throws Exception {
        endpoint.holds();
        try (ExecutorService messages = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = new ArrayList<>();
            List<Thread> waiting = new ArrayList<>();
            for (int message = 0; message < 5; message++) {
                CompletableFuture<Thread> thread = new CompletableFuture<>();
                all.add(messages.submit(() -> {
                    thread.complete(Thread.currentThread());
                    return tokens.current();
                }));
                waiting.add(thread.join());
            }
            await().until(() -> waiting.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
            endpoint.go.countDown();
            for (Future<String> message : all) {
                assertThat(message.get()).isEqualTo("token-1");
            }
        }
        assertThat(endpoint.asked).hasValue(1);
    }

    @Test
    void letsNoMessageWaitForASilentEndpoint() {
        tokens = tokens(Duration.ofMillis(50));
        endpoint.holds();
        assertThatThrownBy(tokens::current).hasMessage("no access token yet");
        assertThat(endpoint.go.getCount()).as("still silent").isOne();
        endpoint.go.countDown();
        await().ignoreExceptions().until(() -> tokens.current().equals("token-1"));
    }

    private AccessTokens tokens(Duration wait) {
        return new AccessTokens(endpoint, now::get, wait, nanos::get);
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private final class Endpoint implements TokenEndpoint {
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private volatile CountDownLatch go = new CountDownLatch(0);
        private volatile boolean fails;
        private volatile String always = "";

        void holds() {
            go = new CountDownLatch(1);
        }

        @Override
        public Token ask() throws IOException, InterruptedException {
            int number = asked.incrementAndGet();
            go.await();
            if (fails) {
                failed.incrementAndGet();
                throw new IOException("none");
            }
            String value = always.isEmpty() ? "token-" + number : always;
            return Token.lasting(value, now.get(), Duration.ofHours(1));
        }
    }
}
