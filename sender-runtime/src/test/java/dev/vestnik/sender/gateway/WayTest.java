package dev.vestnik.sender.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WayTest {
    private final Dispatch dispatch = Dispatches.any();
    private final Way way = new GuardedRoute(
                    new Route(
                            ChannelName.SMS,
                            List.of(new RecordingGateway("one", 1, 0), new RecordingGateway("two", 1, 0))),
                    new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 90, 80, null, null),
                    new SenderMetrics(new SimpleMeterRegistry()))
            .way(dispatch);

    @Test
    void waitsForItsFirstGateway() {
        assertThat(taken(0)).contains("one");
        assertThat(taken(0)).isEmpty();
    }

    @Test
    void goesAroundAFirstGatewayThatIsOutOfUse() {
        way.gateways().getFirst().circuit().transitionToOpenState();
        assertThat(taken(0)).contains("two");
    }

    @Test
    void triesTheNextGatewayFirstForAMessageThatWasMissed() {
        assertThat(taken(1)).contains("two");
    }

    @Test
    void takesAnyGatewayForAMessageThatWasMissed() {
        assertThat(taken(1)).contains("two");
        assertThat(taken(1)).contains("one");
        assertThat(taken(1)).isEmpty();
    }

    private Optional<String> taken(int misses) {
        return way.tryAcquire(dispatch, misses)
                .map(permit -> permit.gateway().gateway().name());
    }
}
