package dev.vestnik.sender.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.SenderMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a gateway is asked in an outage of 25 minutes and after it, played by a clock. */
class OutagePaceTest {
    private static final int WINDOW = 20;
    private static final Duration ROUND_TRIP = Duration.ofMillis(50);
    private static final Duration STEP = Duration.ofMillis(5);
    private static final Duration OUTAGE = Duration.ofMinutes(25);
    private static final Duration CIRCUIT_OPEN = Duration.ofSeconds(5);
    private static final Outcome TAKEN = Outcome.accepted("id");

    private final Deque<Long> onTheWay = new ArrayDeque<>();
    private long now = 1;
    private int answers;

    private final GatewayState state = new GatewayState(
            new RecordingGateway("one", WINDOW, 0),
            CIRCUIT_OPEN,
            new SenderMetrics(new SimpleMeterRegistry()),
            () -> now);

    /** Answers of an outage, with the longest time that a gateway may then be left alone. */
    static Stream<Arguments> outages() {
        return Stream.of(
                Arguments.of(Outcome.busy("smpp-0x58"), Duration.ofSeconds(30)),
                Arguments.of(Outcome.busy("fcm-503", Duration.ofSeconds(60)), Duration.ofSeconds(60)),
                Arguments.of(Outcome.busy("quota", Duration.ofDays(1)), Throttle.LONGEST_PAUSE),
                Arguments.of(new Outcome.NotSent("connection refused"), Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void isLeftAloneAndComesBackToItsPace(Outcome refusal, Duration longestPause) {
        Duration while10 = Duration.ofSeconds(10);
        play(while10, TAKEN);
        int before = play(while10, TAKEN);
        int asked = play(OUTAGE, refusal);
        assertThat(asked)
                .as("at its pace it would be %d", before * OUTAGE.dividedBy(while10))
                .isBetween(2, 1_200);
        assertThat(state.isOutOfUse()).as("messages go around it").isTrue();
        assertThat(state.trouble()).isNotNull();
        play(longestPause.plus(CIRCUIT_OPEN), TAKEN);
        play(while10, TAKEN);
        assertThat(play(while10, TAKEN)).as("it was %d", before).isGreaterThanOrEqualTo(before * 95 / 100);
        assertThat(state.window()).isEqualTo(WINDOW);
        assertThat(state.trouble()).isNull();
        assertThat(state.isOutOfUse()).isFalse();
    }

    /** Asks as often as the state lets a lane ask, and gives each request this answer; returns their number. */
    private int play(Duration time, Outcome answer) {
        int before = answers;
        for (long end = now + time.toNanos(); now < end; now += STEP.toNanos()) {
            while (!onTheWay.isEmpty() && now - onTheWay.getFirst() >= ROUND_TRIP.toNanos()) {
                state.learn(answer, onTheWay.removeFirst(), now);
                answers++;
            }
            while (onTheWay.size() < state.window()
                    && !state.isPaused()
                    && state.circuit().tryAcquirePermission()) {
                onTheWay.add(now);
            }
        }
        return answers - before;
    }
}
