package dev.vestnik.sender.live;

import static dev.vestnik.sender.TestEngine.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayPlan;
import dev.vestnik.sender.RecordingGateway;
import dev.vestnik.sender.RoutePlan;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.Permit;
import dev.vestnik.sender.live.Departures.Patience;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveRouteTest {
    private static final SenderSettings SETTINGS =
            new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 90, 80, null, null);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<RecordingGateway> made = new ArrayList<>();
    private final List<List<String>> told = new ArrayList<>();
    private LiveRoute route = start(Duration.ofMillis(50));

    private LiveRoute start(Duration receipts) {
        Patience patience = new Patience(Duration.ofMinutes(1), receipts, Duration.ofMillis(20), Duration.ofMillis(5));
        return new LiveRoute(
                ChannelName.SMS, plan("a,secret,0", "b,secret,0"), SETTINGS, new SenderMetrics(meters), patience);
    }

    @AfterEach
    void close() {
        route.close();
    }

    @Test
    void leavesAGatewayAloneWhoseSettingsAreAsBefore() {
        GuardedGateway before = gateway("a");
        GatewayChange change = route.change(plan("c,secret,0", "a,secret,0"));
        assertThat(change).isEqualTo(new GatewayChange(List.of("c"), List.of("b"), List.of(), List.of()));
        assertThat(gateway("a")).isSameAs(before);
        assertThat(route.guarded().gateways())
                .extracting(gateway -> gateway.gateway().name())
                .containsExactly("c", "a");
        assertThat(made).extracting(RecordingGateway::name).containsExactly("a", "b", "c");
    }

    @Test
    void makesAGatewayAgainWhoseSecretIsAnotherOne() {
        GuardedGateway before = gateway("a");
        GatewayChange change = route.change(plan("a,another,0", "b,secret,0"));
        assertThat(change.replaced()).containsExactly("a");
        assertThat(gateway("a")).isNotSameAs(before);
        eventually().until(() -> made.getFirst().isClosed());
        assertThat(meters.get("vestnik.gateway.window")
                        .tag("gateway", "a")
                        .gauge()
                        .value())
                .isEqualTo(10);
    }

    @Test
    void changesARateWithoutANewConnection() {
        GuardedGateway before = gateway("a");
        GatewayChange change = route.change(plan("a,secret,7", "b,secret,0"));
        assertThat(change).isEqualTo(new GatewayChange(List.of(), List.of(), List.of(), List.of("a")));
        assertThat(gateway("a")).isSameAs(before);
        assertThat(before.limits().rate()).isEqualTo(7);
    }

    @Test
    void closesAGatewayThatLeavesOnceItsRequestsAreAnswered() {
        Permit permit = gateway("b").tryAcquire(MessageClass.service, 1).orElseThrow();
        GuardedGateway leaving = permit.gateway();
        route.follow(all -> told.add(all.stream().map(Gateway::name).toList()));
        route.change(plan("a,secret,0"));
        assertThat(leaving.tryAcquire(MessageClass.service, 1)).isEmpty();
        assertThat(route.leaving()).containsExactly("b");
        assertThat(route.guarded().named("b")).isEmpty();
        assertThat(route.guarded().known(leaving.account())).contains(leaving);
        assertThat(made.get(1).isClosed()).isFalse();
        permit.giveBack();
        eventually().until(() -> made.get(1).isClosed());
        assertThat(route.leaving()).isEmpty();
        assertThat(route.guarded().known(leaving.account())).isEmpty();
        assertThat(told).containsExactly(List.of("a", "b"), List.of("a", "b"), List.of("a"));
        assertThat(meters.find("vestnik.gateway.window").tag("gateway", "b").gauge())
                .isNull();
    }

    /** A message that one device has ends before the others have answered. */
    @Test
    void closesAGatewayThatIsReplacedOnceWhatItsMessagesLeftBehindHasEnded() {
        made.getFirst().leavesBehind(true);
        route.change(plan("a,another,0", "b,secret,0"));
        // a gateway that was replaced later, and is idle, has left by now
        route.change(plan("a,another,0", "b,another,0"));
        eventually().until(() -> made.get(1).isClosed());
        assertThat(made.getFirst().isClosed()).isFalse();
        made.getFirst().leavesBehind(false);
        eventually().until(() -> made.getFirst().isClosed());
    }

    @Test
    void keepsAGatewayThatLeavesForItsReceipts() {
        route.close();
        made.clear();
        route = start(Duration.ofMinutes(1));
        route.change(plan("a,secret,0"));
        assertThat(route.leaving()).containsExactly("b");
        route.change(plan("a,secret,0", "b,another,0")); // the same account again takes them instead
        eventually().until(() -> made.get(1).isClosed());
    }

    @Test
    void changesNothingWhenAGatewayCannotBeMade() {
        Gauge window = meters.get("vestnik.gateway.window").tag("gateway", "a").gauge();
        RoutePlan broken = new RoutePlan(
                Stream.concat(
                                plan("a,another,0", "c,secret,0").gateways().stream(),
                                Stream.of(new GatewayPlan("d", new TreeMap<>(), 0, () -> {
                                    throw new IllegalStateException("no TLS");
                                })))
                        .toList(),
                _ -> List.of(),
                new TreeMap<>());
        assertThatThrownBy(() -> route.change(broken)).hasMessage("no TLS");
        assertThat(made.getLast().name()).isEqualTo("c");
        assertThat(made.getLast().isClosed()).isTrue();
        assertThat(route.guarded().gateways()).hasSize(2);
        assertThat(route.leaving()).isEmpty();
        assertThat(meters.get("vestnik.gateway.window").tag("gateway", "a").gauge())
                .isSameAs(window);
        assertThat(meters.find("vestnik.gateway.window").tag("gateway", "c").gauge())
                .isNull();
    }

    @Test
    void closesEveryGatewayAtTheEnd() {
        gateway("b").tryAcquire(MessageClass.service, 1);
        route.change(plan("a,secret,0"));
        route.close();
        assertThat(made).allMatch(RecordingGateway::isClosed);
    }

    private GuardedGateway gateway(String name) {
        return route.guarded().named(name).orElseThrow();
    }

    /** @param lines name, secret and rate */
    private RoutePlan plan(String... lines) {
        List<GatewayPlan> plans = Stream.of(lines)
                .map(line -> line.split(","))
                .map(words -> new GatewayPlan(
                        words[0], new TreeMap<>(Map.of("secret", words[1])), Integer.parseInt(words[2]), () -> {
                            made.add(new RecordingGateway(words[0], 10, Integer.parseInt(words[2])));
                            return made.getLast();
                        }))
                .toList();
        return new RoutePlan(plans, _ -> plans.stream().map(GatewayPlan::name).toList(), new TreeMap<>());
    }
}
