package dev.vestnik.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.report.Cell;
import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.engine.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions become rows: each is counted once in its cell, its day and its month. */
class ReportProcessorTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final String TOPIC = "engine.decisions";
    private static final LocalDate TODAY = LocalDate.parse("2026-11-30");

    @TempDir
    Path directory;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Decision> decisions = new ArrayList<>();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> input;
    private Instant clock = NOW;

    @BeforeEach
    void start() {
        Topology topology = new Topology();
        new ReportTopology(TOPIC, this::read, new ReportMetrics(registry), () -> clock).configureTopology(topology);
        Properties config = new Properties();
        config.put("state.dir", directory.toString());
        driver = new TopologyTestDriver(topology, config, NOW);
        input = driver.createInputTopic(TOPIC, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    /** A record is the number of a decision. */
    private Decision read(byte[] value) {
        if (value == null || value.length == 0) {
            throw new SerializationException("garbage");
        }
        return decisions.get(value[0]);
    }

    private void decided(Decision decision) {
        decisions.clear();
        decisions.add(decision);
        input.pipeInput(new byte[] {0});
    }

    private CountedRows store() {
        return (CountedRows) driver.getAllStateStores().get(CountedRows.NAME);
    }

    private Map<String, Map<String, Long>> rows() {
        Map<String, Map<String, Long>> rows = new HashMap<>();
        try (KeyValueIterator<String, byte[]> all = store().all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> row = all.next();
                if (!row.key.equals(CountedRows.NEXT)) {
                    Sums sums = new Sums();
                    sums.add("", row.value);
                    rows.put(row.key.replace('\0', ' '), sums.of().get(""));
                }
            }
        }
        return rows;
    }

    private double count(String outcome) {
        return registry.get("vestnik.report.decisions")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void aDecisionIsInItsCellItsDaysAndItsMonths() {
        decided(Decisions.of("cart", Outcome.SENT, NOW)
                .setStep("remind")
                .setChannel("sms")
                .build());
        decided(Decisions.of("cart", Outcome.SENT, NOW)
                .setStep("remind")
                .setChannel("sms")
                .build());
        Map<String, Long> two = Map.of("sent", 2L);
        assertThat(rows())
                .isEqualTo(Map.of(
                        "C main cart 2026-11-30 1 remind sms ", two,
                        "D main 2026-11-30 cart", two,
                        "D main 2026-11-30 ", two,
                        "M main 2026-11 cart", two,
                        "M main 2026-11 ", two));
        assertThat(count("counted")).isEqualTo(2);
    }

    /** The group's offsets were forgotten, and the topic is read from its beginning. */
    @Test
    void aDecisionThatTheRowsHaveIsNotCountedAgain() {
        store().next(1);
        decided(Decisions.of("cart", Outcome.SENT, NOW)
                .setStep("remind")
                .setChannel("sms")
                .build());
        assertThat(rows()).isEmpty();
        decided(Decisions.of("cart", Outcome.SENT, NOW)
                .setStep("remind")
                .setChannel("sms")
                .build());
        assertThat(rows()).containsEntry("D main 2026-11-30 ", Map.of("sent", 1L));
    }

    @Test
    void whatCannotBeReadIsPassedOverAndCounted() {
        input.pipeInput(new byte[0]);
        input.pipeInput((byte[]) null);
        decided(Decisions.of("cart", Outcome.LEFT, NOW)
                .setStep("s".repeat(2_000))
                .build());
        decided(Decisions.of("a\0b", Outcome.SENT, NOW).setChannel("sms").build());
        decided(Decisions.of("cart", Outcome.SENT, NOW)
                .setChannel("carrier-pigeon")
                .build());
        assertThat(rows()).isEmpty();
        assertThat(count("unreadable")).isEqualTo(5);
    }

    @Test
    void tooManyCellsOfADayAreCountedInOne() {
        for (int step = 0; step < CountedRows.MOST_CELLS + 5; step++) {
            decided(Decisions.of("cart", Outcome.LEFT, NOW)
                    .setStep("s" + step)
                    .setReason("completed")
                    .build());
        }
        assertThat(count("folded")).isEqualTo(5);
        String folded = ReportKeys.cell("main", "cart", TODAY, Cell.NONE).replace('\0', ' ');
        assertThat(rows().get(folded)).isEqualTo(Map.of("left completed", 5L));
        assertThat(rows().get("D main 2026-11-30 cart"))
                .isEqualTo(Map.of("left completed", CountedRows.MOST_CELLS + 5L));
        exposed("which", "code");
        exposed("which", "plain");
        exposed("which", "code");
        assertThat(rows())
                .as("arms stay apart")
                .containsEntry("C main cart 2026-11-30 0 which  code", Map.of("exposed", 2L))
                .containsEntry("C main cart 2026-11-30 0 which  plain", Map.of("exposed", 1L));
    }

    private void exposed(String step, String arm) {
        decided(Decisions.of("cart", Outcome.EXPOSED, NOW)
                .setStep(step)
                .setInputs(Map.of("arm", arm, "exposed", NOW.toString(), "counts", "first"))
                .build());
    }

    @Test
    void rowsAreLookedThroughOnceADay() {
        decided(Decisions.of("cart", Outcome.STUCK, NOW).setStep("x").build());
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        clock = NOW.plus(Duration.ofDays(ReportProcessor.DAYS_KEPT + 1));
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        assertThat(rows()).as("another day").isEmpty();
    }

    @Test
    void rowsThatAreTooOldAreForgottenAndOlderDecisionsNotCounted() {
        decided(Decisions.of("cart", Outcome.STUCK, NOW).setStep("x").build());
        clock = NOW.plus(Duration.ofDays(ReportProcessor.DAYS_KEPT + 1));
        decided(Decisions.of("cart", Outcome.STUCK, clock).setStep("x").build());
        decided(Decisions.of("cart", Outcome.STUCK, NOW).setStep("x").build());
        assertThat(count("out-of-time")).isEqualTo(1);
        driver.advanceWallClockTime(Duration.ofMinutes(1));
        assertThat(rows().keySet()).hasSize(5).allMatch(key -> key.contains("2028-01"));
    }
}
