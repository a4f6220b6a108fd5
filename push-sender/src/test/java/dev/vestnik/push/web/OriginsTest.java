package dev.vestnik.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.push.Pushes;
import dev.vestnik.push.device.DeviceOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OriginsTest {
    private static final String CHROME = "https://chrome.example";
    private static final String FIREFOX = "https://firefox.example";
    private static final DeviceOutcome TAKEN = new DeviceOutcome.Taken(null);

    private final AtomicReference<Instant> now = new AtomicReference<>(Pushes.NOW);
    private final Origins origins = new Origins(2, Duration.ofMillis(50), now::get);

    @Test
    void asksABusyPushServiceNoMoreUntilItsTime() throws Exception {
        DeviceOutcome busy = DeviceOutcome.addressBusy("webpush-429", Duration.ofSeconds(60));
        assertThat(origins.post(CHROME, () -> busy)).isEqualTo(busy);
        now.set(Pushes.NOW.plusSeconds(20));
        assertThat(origins.post(CHROME, OriginsTest::fails))
                .isEqualTo(DeviceOutcome.held("webpush-service-busy", Duration.ofSeconds(40)));
        assertThat(origins.post(FIREFOX, () -> TAKEN)).isEqualTo(TAKEN);
        now.set(Pushes.NOW.plusSeconds(60));
        assertThat(origins.post(CHROME, () -> TAKEN)).isEqualTo(TAKEN);
    }

    @Test
    void restsAfterAnAnswerThatNamesNoTime() throws Exception {
        origins.post(CHROME, () -> DeviceOutcome.addressBusy("webpush-503", null));
        assertThat(origins.post(CHROME, OriginsTest::fails))
                .isEqualTo(DeviceOutcome.held("webpush-service-busy", Origins.REST));
    }

    /** A silent push service holds its own places only. */
    @Test
    void leavesPlacesForOthersBesideASilentPushService() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        CompletableFuture<DeviceOutcome> first = silent(begun, end);
        CompletableFuture<DeviceOutcome> second = silent(begun, end);
        begun.await();
        assertThat(origins.post(CHROME, OriginsTest::fails))
                .isEqualTo(DeviceOutcome.held("webpush-service-busy", Origins.REST));
        assertThat(origins.post(FIREFOX, () -> TAKEN)).isEqualTo(TAKEN);
        end.countDown();
        assertThat(first.get()).isEqualTo(TAKEN);
        assertThat(second.get()).isEqualTo(TAKEN);
        now.set(Pushes.NOW.plus(Origins.REST));
        assertThat(origins.post(CHROME, () -> TAKEN)).isEqualTo(TAKEN);
        assertThat(origins.size()).isZero();
    }

    /** Browsers name the origins, so anybody can name many. */
    @Test
    void remembersSoManyAndNotMore() throws Exception {
        for (int i = 0; i < 3 * Origins.MOST; i++) {
            origins.post("https://" + i + ".example", () -> DeviceOutcome.addressBusy("webpush-503", null));
        }
        assertThat(origins.size()).isLessThanOrEqualTo(Origins.MOST);
        now.set(Pushes.NOW.plus(Duration.ofHours(2)));
        origins.post(CHROME, () -> DeviceOutcome.addressBusy("webpush-503", null));
        assertThat(origins.size()).isEqualTo(1);
    }

    private CompletableFuture<DeviceOutcome> silent(CountDownLatch begun, CountDownLatch end) {
        CompletableFuture<DeviceOutcome> outcome = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                outcome.complete(origins.post(CHROME, () -> {
                    begun.countDown();
                    end.await();
                    return TAKEN;
                }));
            } catch (InterruptedException e) {
                outcome.completeExceptionally(e);
            }
        });
        return outcome;
    }

    private static DeviceOutcome fails() {
        throw new AssertionError("asked");
    }
}
