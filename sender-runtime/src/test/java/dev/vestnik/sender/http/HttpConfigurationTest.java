package dev.vestnik.sender.http;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.schemas.topic.Channel;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.report.TestLinks;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HttpConfigurationTest {

    @Test
    void doesNotStartWithoutTheSecretThatReportsNeed() {
        try (Route none = new Route(Channel.SMS, List.of());
                Route one = route(new JsonProvider(HookSignature.none()), "https://provider.example")) {
            start(none, null).close();
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> start(one, null))
                    .withMessageContaining("vestnik.sender.report-secret");
            start(one, "0123456789abcdef").close();
        }
    }

    private static Route route(HttpProvider provider, String url) {
        return new Route(
                Channel.SMS,
                List.of(new HttpGateway(
                        provider,
                        new HttpGatewaySettings(
                                "one",
                                URI.create(url),
                                new GatewayLimits(10, 0),
                                Duration.ofSeconds(30),
                                null,
                                "main"),
                        HttpWire.trusting(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                        TestLinks.in(Channel.SMS),
                        (dispatch, name, ids) -> List.of(),
                        InstantSource.system())));
    }

    /** Starts the pulls of a route, which need no events here: the gateway pulls nothing. */
    @SuppressWarnings("NullAway")
    private static ReportPulls start(Route route, @Nullable String secret) {
        SenderSettings settings =
                new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 80, null, secret);
        return new HttpConfiguration().reportPulls(route, settings, null);
    }
}
