package dev.vestnik.sender.lane;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.RouteRules;
import dev.vestnik.sender.TestEngine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages of several gateways in one lane. */
class RouteTest {
    private static final Lane SERVICE = new Lane(ChannelName.SMS, MessageClass.service);
    /** Messages with odd numbers go to one gateway, those with even numbers to the other one. */
    private static final RouteRules ODD_AND_EVEN =
            dispatch -> ((Content.Sms) dispatch.content()).to().matches(".*[13579]") ? List.of("odd") : List.of("even");

    private final TestEngine engine = new TestEngine(ChannelName.SMS, 1);
    private final RecordingGateway odd = new RecordingGateway("odd", 5, 0);
    private final RecordingGateway even = new RecordingGateway("even", 5, 0);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void letsNoGatewayWaitForASilentOne() {
        CountDownLatch silent = new CountDownLatch(1);
        odd.answers(_ -> {
            silent.await(120, TimeUnit.SECONDS);
            return Outcome.accepted("x");
        });
        engine.send(SERVICE, 0, 2_000);
        try (RunningLane _ = RunningLane.of(engine.settings(), SERVICE, ODD_AND_EVEN, odd, even)) {
            eventually().until(() -> engine.receipts().size() >= 1_000);
            assertThat(odd.counts()).hasSize(5);
            silent.countDown();
            eventually().until(() -> engine.receipts().size() >= 2_000);
        }
        assertThat(engine.receipts())
                .allSatisfy(receipt -> assertThat(receipt.getGateway())
                        .isEqualTo(receipt.getHeader().getCustomerId().matches(".*[13579]") ? "odd" : "even"));
    }

    @Test
    void goesAroundAGatewayThatIsBusyForLongAndBackWhenItServesAgain() {
        AtomicBoolean busy = new AtomicBoolean(true);
        odd.answers(_ -> busy.get() ? Outcome.busy("quota", Duration.ofSeconds(6)) : Outcome.accepted("x"));
        engine.send(SERVICE, 0, 40);
        try (RunningLane _ = RunningLane.of(engine.settings(), SERVICE, odd, even)) {
            eventually().until(() -> engine.receipts().size() >= 40);
            assertThat(even.counts()).hasSize(40);
            busy.set(false);
            eventually().until(() -> {
                int next = engine.receipts().size();
                engine.send(SERVICE, next, next + 1);
                eventually().until(() -> engine.receipts().size() > next);
                return engine.receipts().stream().anyMatch(receipt -> "odd".equals(receipt.getGateway()));
            });
        }
        assertThat(engine.receipts()).allSatisfy(receipt -> {
            assertThat(receipt.getAttempt()).isEqualTo(1);
            assertThat(receipt.getPossibleDuplicate()).isFalse();
        });
    }
}
