package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.codec.CursorCodec.Stage;
import dev.vestnik.engine.streams.codec.CursorCodec.StoredCursor;
import dev.vestnik.engine.streams.intake.Events;
import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.engine.streams.intake.ShopFloor;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.engine.streams.query.Walked;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.schemas.CampaignRun;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A launch reaches everybody once, whatever dies meanwhile. {@code -Dvestnik.campaign.customers=100000} is a larger size. */
@ExtendWith(SharedEngine.class)
@Execution(ExecutionMode.CONCURRENT)
class CampaignsTest {
    static {
        Awaitility.doNotCatchUncaughtExceptionsByDefault(); // threads that end are what is tested
    }

    private static final int CUSTOMERS = Integer.getInteger("vestnik.campaign.customers", 1_000);
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JourneyId SALE = Campaign.journeyOf("sale");
    private static final String SALE_TO_ALL = "{id: sale, topic: sales, template: hello, channels: [{via: sms}]}";
    private static final AtomicInteger RUNS = new AtomicInteger();

    @TempDir
    Path stateDir;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger looksUntilCrash = new AtomicInteger(-1);
    private volatile Definitions definitions = Journeys.definitions(1, Journeys.SHIPPED);
    private KafkaSettings settings;
    private EngineStreams engine;
    private ShopFloor shop;

    @AfterEach
    void close() {
        engine.close();
        shop.close();
    }

    @Test
    void nobodyIsLeftOutAndNobodyIsReachedTwiceThoughThreadsDieThreeTimes(Cluster cluster) throws Exception {
        customersAreKnown(cluster);
        String slowly = SALE_TO_ALL.replace("topic", "perSecond: " + CUSTOMERS / 4 + ", topic");
        definitions = Journeys.launched(slowly, 1, Instant.now(), Status.LIVE);
        for (int crash = 1; crash <= 3; crash++) {
            int reached = crash * CUSTOMERS / 4;
            await().atMost(PATIENCE).until(() -> counted("reached") >= reached);
            looksUntilCrash.set(1);
            await().atMost(PATIENCE).until(() -> looksUntilCrash.get() < 0);
            await().atMost(PATIENCE).until(engine::ready);
        }
        isDone();
        assertThat(counted("reached")).isEqualTo(CUSTOMERS);
        assertThat(counted("customers")).isEqualTo(CUSTOMERS);
        assertThat(counted("sent sms")).isEqualTo(CUSTOMERS);
        assertThat(shop.messages("messages.sms.bulk", CUSTOMERS))
                .extracting(message -> message.getHeader().getCustomerId())
                .doesNotHaveDuplicates()
                .hasSize(CUSTOMERS);
    }

    @Test
    void aServiceMessageDoesNotWaitForACampaign(Cluster cluster) throws Exception {
        customersAreKnown(cluster);
        long launched = System.nanoTime();
        definitions = Journeys.launched(SALE_TO_ALL, 1, Instant.now(), Status.LIVE);
        await().atMost(PATIENCE).until(() -> counted("reached") > 0);
        System.out.printf("the first customers were reached %d ms after the launch%n", millisSince(launched));
        long said = System.nanoTime();
        shop.says(customer(0), Events.shipped("o1"));
        shop.messages("messages.sms", 1);
        System.out.printf(
                "a service message took %d ms, %d of %d were reached%n",
                millisSince(said), counted("reached"), CUSTOMERS);
        isDone();
        System.out.printf("%d customers in %d ms%n", CUSTOMERS, millisSince(launched));
    }

    @Test
    void pausesGoesOnAndIsCancelledWithWhatIsOnItsWay(Cluster cluster) throws Exception {
        customersAreKnown(cluster);
        String slowly = SALE_TO_ALL.replace("topic", "perSecond: " + CUSTOMERS / 10 + ", topic");
        Instant from = Instant.now();
        definitions = Journeys.launched(slowly, 1, from, Status.LIVE);
        await("each task has begun: one that has not takes nothing back")
                .atMost(PATIENCE)
                .until(() -> cursors().size() == PARTITIONS && counted("reached") > 0);
        definitions = Journeys.launched(slowly, 1, from, Status.PAUSED);
        await().atMost(PATIENCE)
                .until(() -> meters.get("vestnik.campaign.tasks").gauge().value() == 0);
        long paused = counted("reached");
        assertThat(paused).isLessThan(CUSTOMERS);
        definitions = Journeys.launched(slowly, 1, from, Status.LIVE);
        await().atMost(PATIENCE).until(() -> counted("reached") > paused);
        definitions = Journeys.launched(slowly, 1, from, Status.ARCHIVED);
        await().atMost(PATIENCE).until(() -> cursors().stream().allMatch(cursor -> cursor.stage() == Stage.CANCELLED));
        assertThat(shop.revocations(PARTITIONS))
                .extracting(revocation -> revocation.getMessageId())
                .containsOnly(CampaignRun.id(SALE.value(), 1).toString())
                .hasSize(PARTITIONS);
        assertThat(counted("reached")).isLessThan(CUSTOMERS);
    }

    @Test
    void aCustomerAboutWhomNothingCanBeDecidedIsCountedAndSetAside(Cluster cluster) throws Exception {
        customersAreKnown(cluster, 1);
        String fatal = SALE_TO_ALL.replace("template: hello", "template: fatal");
        definitions = Journeys.launched(fatal, 1, Instant.now(), Status.LIVE);
        isDone();
        assertThat(counted("customers")).isEqualTo(1);
        assertThat(counted("failed")).isEqualTo(1);
        assertThat(shop.records("engine.decisions.dead-letters", 1))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(new String(letter.key(), StandardCharsets.UTF_8))
                            .isEqualTo(customer(0).toString());
                    assertThat(header(letter, "vestnik-campaign")).isEqualTo("campaign.sale/1");
                    assertThat(header(letter, "vestnik-reason")).isEqualTo("ends-thread");
                });
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private void isDone() {
        await().atMost(PATIENCE).until(() -> {
            List<StoredCursor> all = cursors();
            return all.size() == PARTITIONS && all.stream().allMatch(cursor -> cursor.stage() == Stage.DONE);
        });
    }

    private long counted(String label) {
        Map<String, Long> sums = new TreeMap<>();
        cursors().forEach(cursor -> cursor.counts().forEach((name, count) -> sums.merge(name, count, Long::sum)));
        return sums.getOrDefault(label, 0L);
    }

    private List<StoredCursor> cursors() {
        return engine.queries().walked(SALE) instanceof Lookup.Found<List<Walked>>(List<Walked> found)
                ? found.stream().map(Walked::cursor).filter(Objects::nonNull).toList()
                : List.of();
    }

    private void customersAreKnown(Cluster cluster) throws Exception {
        customersAreKnown(cluster, CUSTOMERS);
    }

    private void customersAreKnown(Cluster cluster, int number) throws Exception {
        settings = cluster.settings("campaign" + RUNS.incrementAndGet() + ".", PARTITIONS);
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(EngineStreams.topics());
        }
        shop = new ShopFloor(settings);
        start();
        for (int i = 0; i < number; i++) {
            shop.says(customer(i), Events.known());
            shop.says(customer(i), Events.consent());
        }
        await().atMost(PATIENCE).until(() -> consents() == number);
    }

    private double consents() {
        return meters.find("vestnik.decisions").tag("outcome", "CONSENT").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static CustomerKey customer(int number) {
        return new CustomerKey("main", "c" + number);
    }

    private void start() throws InterruptedException {
        engine = new EngineStreams(
                new EngineStreamsSettings("engine", stateDir, 2, "one", 0, 64, Duration.ofMillis(100)),
                settings,
                new Decider((customer, channel, topic) -> "https://shop.example/u"),
                new CrashingSource(),
                meters,
                RecordTraces.NONE,
                new CodeKey("a secret of tests only"));
        engine.start("127.0.0.1:1");
        await().atMost(PATIENCE).until(engine::ready);
    }

    /** Ends a stream thread in the middle of its transaction, once. */
    private final class CrashingSource implements DefinitionsSource {
        @Override
        public Definitions current() {
            if (looksUntilCrash.getAndUpdate(left -> left < 0 ? left : left - 1) == 0) {
                throw new AssertionError("a thread that dies in the middle of a transaction");
            }
            return definitions;
        }

        @Override
        public void awaitRevision(long revision) {}
    }
}
