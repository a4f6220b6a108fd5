package dev.vestnik.sender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.report.TestLinks;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpConfigurationTest {

    @Test
    void doesNotStartWithoutTheSecretThatReportsNeed() {
        try (Route none = new Route(ChannelName.SMS, List.of());
                Route one = route(new JsonProvider(HookSignature.none()), "https://provider.example")) {
            start(none, null).close();
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> start(one, null))
                    .withMessageContaining("vestnik.sender.report-secret");
            start(one, "0123456789abcdef").close();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://provider.example | /send | Authorization | a secret\\nkey | header Authorization",
                "https://provider.example | /send | Authorization | a secret \u043a\u043b\u044e\u0447 | header Authorization",
                "https://provider.example | /send | Host | a secret | header Host",
                "https://provider.example | /send it | X-Key | a secret | path",
                "https://provider.example:70000 | /send | X-Key | a secret | port",
                "ftp://provider.example | /send | X-Key | a secret | http or https"
            })
    void doesNotStartWithSettingsThatCanMakeNoRequest(
            String url, String path, String header, String value, String told) {
        HttpCall call = HttpCall.json(path, Map.of()).with(header, value.replace("\\n", "\n"));
        try (Route route = route(new Always(call), url)) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> start(route, "0123456789abcdef"))
                    .withMessageContainingAll("gateway one", told)
                    .satisfies(e -> assertThat(e).hasNoCause().message().doesNotContain("secret"));
        }
    }

    /** A provider with one request for everything. */
    record Always(HttpCall call) implements HttpProvider {

        @Override
        public Prepared request(ProviderSubmission submission) {
            return new Prepared.Ready(call);
        }

        @Override
        public Outcome outcome(Exchange.Answered answer) {
            return UsualOutcome.of("always", answer);
        }
    }

    private static Route route(HttpProvider provider, String url) {
        return new Route(
                ChannelName.SMS,
                List.of(new HttpGateway(
                        provider,
                        new HttpGatewaySettings(
                                "one", URI.create(url), new GatewayLimits(10, 0), Duration.ofSeconds(30), null, "main"),
                        HttpWire.trusting(Duration.ofSeconds(1), Duration.ofSeconds(1)),
                        TestLinks.in(ChannelName.SMS),
                        (dispatch, name, ids) -> List.of(),
                        InstantSource.system())));
    }

    /** Starts the pulls of a route, which write nothing here: the gateway pulls nothing. */
    @SuppressWarnings("NullAway")
    private static ReportPulls start(Route route, @Nullable String secret) {
        SenderSettings settings =
                new SenderSettings(null, Duration.ofSeconds(10), Duration.ofSeconds(5), 90, 80, null, secret);
        return new HttpConfiguration().reportPulls(route, settings, null, null);
    }
}
