package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that takes nothing for 25 minutes of the lane's clock. {@code OutagePaceTest} plays the gateway's pauses through. */
class OutageTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);
    private static final int MESSAGES = 200;

    static Stream<Outcome> refusals() {
        return Stream.of(Outcome.busy("apns-InvalidProviderToken"), new Outcome.NotSent("connection refused"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void failsNothingForGoodAndSpendsNoAttempt(Outcome refusal) {
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        AtomicBoolean out = new AtomicBoolean(true);
        AtomicInteger asked = new AtomicInteger();
        RecordingGateway gateway = new RecordingGateway("one", 20, 0).answers(_ -> {
            asked.incrementAndGet();
            return out.get() ? refusal : Outcome.accepted("x");
        });
        try (TestEngine engine = new TestEngine(ChannelName.SMS, 1)) {
            engine.send(SERVICE, 0, MESSAGES);
            try (RunningLane _ = RunningLane.instance(
                    engine.settings(), SERVICE, "one", () -> Instant.now().plus(passed.get()), gateway)) {
                for (int minutes = 5; minutes <= 25; minutes += 5) {
                    int before = asked.get();
                    eventually().until(() -> asked.get() > before);
                    passed.set(Duration.ofMinutes(minutes));
                }
                assertThat(engine.receipts()).isEmpty();
                out.set(false);
                eventually().until(() -> engine.receipts().size() >= MESSAGES);
            }
            assertThat(engine.receipts()).hasSize(MESSAGES).allSatisfy(receipt -> {
                assertThat(receipt.getStatus()).isEqualTo(ReceiptStatus.ACCEPTED);
                assertThat(receipt.getAttempt()).isEqualTo(1);
                assertThat(receipt.getPossibleDuplicate()).isFalse();
            });
        }
    }
}
