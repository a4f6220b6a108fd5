package dev.vestnik.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.report.LocalReports.Part;
import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.engine.Outcome;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast decisions are counted, and reports of 90 days answered; also after the counting has begun anew. The limit is 200 ms for a hundred
 * journeys: {@code VESTNIK_TEST_JAVA_OPTS=-Dvestnik.reports.journeys=100 dev/test journey-engine ReportsSpeedTest}.
 */
@ExtendWith(SharedEngine.class)
@EnabledIfSystemProperty(named = "vestnik.reports.journeys", matches = "\\d+")
class ReportsSpeedTest {
    private static final int JOURNEYS = Integer.getInteger("vestnik.reports.journeys", 0);
    private static final int PARTITIONS = 12;
    private static final int DAYS = 90;
    private static final int ROUNDS = 21;
    /** Of a machine on which others work too. */
    private static final long LIMIT_MS = Long.getLong("vestnik.reports.limit", 2_000);

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Instant NOW = Instant.now();
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    private static final List<Outcome> EACH = List.of(Outcome.ENTERED, Outcome.SENT, Outcome.RECEIPT, Outcome.LEFT);

    private final KafkaSettings kafka;

    @TempDir
    Path directory;

    ReportsSpeedTest(Cluster cluster) {
        this.kafka = cluster.settings("speed-", PARTITIONS);
    }

    @Test
    void ninetyDaysAreAnsweredAtOnceAlsoByWhoHasJustBegun() throws Exception {
        createTopic();
        long decisions = decide();
        try (ReportStreams streams = streams("first")) {
            long from = System.nanoTime();
            LocalReports reports = counted(streams, decisions);
            double seconds = (System.nanoTime() - from) / 1e9;
            System.out.printf("counted %,d decisions in %.1f s: %,.0f/s%n", decisions, seconds, decisions / seconds);
            measure("a journey", () -> reports.journey("main", "journey-0", lastDays()));
            measure("a summary", () -> reports.summary("main", lastDays()));
        }
        try (ReportStreams streams = streams("another directory")) {
            long from = System.nanoTime();
            counted(streams, decisions);
            System.out.printf("restored in %.1f s%n", (System.nanoTime() - from) / 1e9);
        }
    }

    private void createTopic() throws Exception {
        try (Admin admin = Admin.create(kafka.clientConfig())) {
            String topic = kafka.layout().name(Topics.DECISIONS);
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** Of each journey on each day in each partition. */
    private long decide() {
        AvroSerializer<Decision> serializer = new AvroSerializer<>();
        serializer.configure(kafka.clientConfig(), false);
        String topic = kafka.layout().name(Topics.DECISIONS);
        long count = 0;
        try (KafkaProducer<String, Decision> producer =
                new KafkaProducer<>(config(), new StringSerializer(), serializer)) {
            for (int day = DAYS - 1; day >= 0; day--) {
                for (int journey = 0; journey < JOURNEYS; journey++) {
                    for (int partition = 0; partition < PARTITIONS; partition++) {
                        for (Outcome outcome : EACH) {
                            Decision decision =
                                    decision("journey-" + journey, outcome, NOW.minus(Duration.ofDays(day)));
                            producer.send(new ProducerRecord<>(topic, partition, "main/anna", decision));
                            count++;
                        }
                    }
                }
            }
        }
        return count;
    }

    /** One request at a time: a broker that does not lead a new partition yet gets nothing out of order. */
    private Map<String, Object> config() {
        Map<String, Object> config = kafka.clientConfig();
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return config;
    }

    private static Decision decision(String journey, Outcome outcome, Instant at) {
        Decision.Builder decision = Decisions.of(journey, outcome, at).setStep("remind");
        switch (outcome) {
            case SENT -> decision.setChannel("sms");
            case RECEIPT -> decision.setChannel("sms").setReason("accepted").setInputs(Map.of("price", "0.05 EUR"));
            case LEFT -> decision.setReason("completed");
            default -> decision.setInputs(Map.of("arm", "treated", "exposed", at.toString(), "counts", "first"));
        }
        return decision.build();
    }

    private ReportStreams streams(String name) {
        ReportStreams.Place place = new ReportStreams.Place("journey-engine-reports", directory.resolve(name), "");
        ReportStreams streams = new ReportStreams(
                kafka, place, () -> true, new ReportMetrics(new SimpleMeterRegistry()), InstantSource.system());
        streams.begin();
        return streams;
    }

    private LocalReports counted(ReportStreams streams, long decisions) {
        LocalReports reports = new LocalReports(streams::running);
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            Part part = reports.summary("main", lastDays());
            assertThat(part.partitions()).hasSize(PARTITIONS);
            Map<String, Long> shop = part.groups().getOrDefault("", Map.of());
            assertThat(shop.get("entered")).isEqualTo(decisions / EACH.size());
            assertThat(shop.get("left completed")).isEqualTo(decisions / EACH.size());
            assertThat(part.groups()).hasSize(JOURNEYS + 1);
        });
        return reports;
    }

    private static Period lastDays() {
        return new Period(TODAY.minusDays(DAYS), TODAY);
    }

    private static void measure(String what, Supplier<Part> question) {
        long[] millis = IntStream.range(0, ROUNDS)
                .mapToLong(round -> {
                    long from = System.nanoTime();
                    assertThat(question.get().partitions()).hasSize(PARTITIONS);
                    return (System.nanoTime() - from) / 1_000_000;
                })
                .toArray();
        Arrays.sort(millis);
        System.out.printf(
                "%s of %d days, %d journeys: median %d ms, slowest %d ms%n",
                what, DAYS, JOURNEYS, millis[ROUNDS / 2], millis[ROUNDS - 1]);
        assertThat(millis[ROUNDS / 2]).as(what).isLessThan(LIMIT_MS);
    }
}
