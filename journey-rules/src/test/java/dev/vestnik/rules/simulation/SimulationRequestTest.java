package dev.vestnik.rules.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.simulation.SimulationRequest.Known;
import dev.vestnik.rules.simulation.SimulationRequest.Period;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationRequestTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static SimulationRequest sound(String text) {
        return switch (SimulationRequest.parse(text, NOW)) {
            case Checked.Sound<SimulationRequest>(SimulationRequest request, var warnings) -> request;
            case Checked.Faulty<SimulationRequest>(var faults) -> throw new AssertionError(faults);
        };
    }

    @Test
    void runsTheDraftOverTheLastWeekWhereNothingIsSaid() {
        SimulationRequest request = sound("{}");
        assertThat(request.versions()).containsExactly("draft");
        assertThat(request.period()).isEqualTo(new Period(NOW.minus(Duration.ofDays(7)), NOW));
        assertThat(request.known()).isEqualTo(Known.TODAY);
        assertThat(request.shares().sample()).isEqualTo(1);
    }

    @Test
    void readsAllOfIt() {
        SimulationRequest request = sound("""
                versions: [3, draft]
                from: -P14D
                to: 2026-11-20T00:00:00Z
                sample: 0.25
                texts: 1
                known: events
                receipts: {sms: [{share: 90, receipts: [delivered]}, {share: 10, receipts: []}], email: [opened]}
                sources: {bonus: 120}
                prices: {currency: EUR, sms: 0.05}
                """);
        assertThat(request.versions()).containsExactly("3", "draft");
        assertThat(request.period().from()).isEqualTo(NOW.minus(Duration.ofDays(14)));
        assertThat(request.known()).isEqualTo(Known.EVENTS);
        assertThat(request.receipts().chances().get(Channel.SMS)).hasSize(2);
        assertThat(request.receipts().chances().get(Channel.EMAIL)).hasSize(1);
        assertThat(request.sources()).containsEntry("bonus", 120L);
        assertThat(request.prices().each()).containsEntry(Channel.SMS, 0.05);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{version: 3} | version",
                "{versions: []} | versions",
                "{versions: [1, 1]} | versions[1]",
                "{versions: [0]} | versions[0]",
                "{to: P1D} | to",
                "{from: PT0S} | from",
                "{from: -P200D} | from",
                "{sample: 0} | sample",
                "{sample: 1.5} | sample",
                "{sample: much} | sample",
                "{known: yesterday} | known",
                "{receipts: {sms: [{share: 50, receipts: [delivered]}]}} | receipts.sms",
                "{receipts: {sms: [lost]}} | receipts.sms[0]",
                "{prices: {sms: 1}} | prices.currency",
                "{prices: {currency: rubles, sms: 1}} | prices.currency",
                "{prices: {currency: RUB, sms: -1}} | prices.sms",
            })
    void namesWhatIsWrong(String text, String path) {
        assertThat(SimulationRequest.parse(text, NOW))
                .isInstanceOfSatisfying(
                        Checked.Faulty.class,
                        faulty -> assertThat(((Checked.Faulty<?>) faulty).faults())
                                .extracting(Fault::path)
                                .contains(path));
    }
}
