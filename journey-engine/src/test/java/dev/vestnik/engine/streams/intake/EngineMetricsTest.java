package dev.vestnik.engine.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.reason.NoEntryReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineMetricsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EngineMetrics metrics = new EngineMetrics(meters);

    @Test
    void aThousandJourneysWithTenThousandCustomersHaveBoundedSeriesAndAreAllCounted() {
        for (int customer = 0; customer < 10_000; customer++) {
            String journey = "journey-" + customer % 1_000;
            metrics.decided(decision(journey, Outcome.ENTERED, "event-" + customer));
            metrics.decided(decision(journey, Outcome.SENT, "event-" + customer));
        }

        Collection<Counter> series = meters.find("vestnik.decisions").counters();
        assertThat(series).hasSize(2 * (500 + 1));
        assertThat(series.stream().mapToDouble(Counter::count).sum()).isEqualTo(20_000);
        assertThat(meters.get("vestnik.decisions")
                        .tags("journey", "other", "outcome", "SENT")
                        .counter()
                        .count())
                .isEqualTo(5_000);
    }

    @Test
    void aPhoneThatAProducerTookForATypeIsCountedAndNotShown() {
        metrics.passed(new Effect.Passed("+79264815973", "e1", null, NoEntryReason.UNHEARD, null));
        metrics.passed(new Effect.Passed("x.shop.opened", "e2", null, NoEntryReason.UNHEARD, null));

        assertThat(meters.find("vestnik.events.unheard").counters())
                .extracting(counter -> counter.getId().getTag("type"))
                .containsExactlyInAnyOrder("other", "x.shop.opened");
    }

    @Test
    void showsWhatTheStoresHaveOnTheDisk(@TempDir Path state) throws IOException {
        Files.write(Files.createDirectories(state.resolve("0_1/rocksdb")).resolve("000001.sst"), new byte[1_000]);
        Files.write(state.resolve("0_1/.checkpoint"), new byte[24]);

        metrics.watch(new StateFiles(state));

        assertThat(meters.get("vestnik.state").gauge().value()).isEqualTo(1_024);
    }

    private static Decision decision(String journey, Outcome outcome, String cause) {
        Decision.About about = new Decision.About(journey, 1, UUID.randomUUID(), null);
        return new Decision(outcome, null, about, null, List.of(), Map.of(), "order.placed", cause, 1, NOON, NOON);
    }
}
