package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.intake.Events;
import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.engine.streams.intake.ShopFloor;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.engine.streams.query.StepCounts;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A publication acts on everybody within a minute, though nothing happens to them. {@code -Dvestnik.walk.carts=10000} is the full size.
 * Most of its time it waits.
 */
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedEngine.class)
class WalkTest {
    static {
        Awaitility.doNotCatchUncaughtExceptionsByDefault(); // threads that end are what is tested
    }

    private static final int CARTS = Integer.getInteger("vestnik.walk.carts", 1_000);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final JourneyId JOURNEY = new JourneyId("abandoned-cart");
    private static final String SHORTER = Journeys.ABANDONED_CART.replace("PT2H", "PT1S");
    private static final AtomicInteger RUNS = new AtomicInteger();

    @TempDir
    Path stateDir;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger decisionsUntilCrash = new AtomicInteger(-1);
    private volatile Definitions definitions = Journeys.versions(1, InFlight.KEEP, Journeys.ABANDONED_CART);
    private KafkaSettings settings;
    private EngineStreams engine;
    private ShopFloor shop;

    @AfterEach
    void close() {
        engine.close();
        shop.close();
    }

    @Test
    void endsEverybodyWhoWaits(Cluster cluster) throws Exception {
        cartsWait(cluster);
        definitions = Journeys.versions(2, InFlight.EXIT, Journeys.ABANDONED_CART, SHORTER);
        long from = System.nanoTime();
        await().atMost(A_MINUTE).until(() -> inFlight().isEmpty());
        System.out.printf("%d runs have left within %d ms%n", CARTS, (System.nanoTime() - from) / 1_000_000);
        comesToRest();
        assertThat(meters.get("vestnik.walk.customers").counter().count()).isEqualTo(CARTS);
        assertThat(meters.get("vestnik.decisions")
                        .tag("reason", "new-version")
                        .counter()
                        .count())
                .isEqualTo(CARTS);
    }

    @Test
    void aWaitThatIsOverByTheNewVersionEndsThoughThreadsDieMeanwhile(Cluster cluster) throws Exception {
        cartsWait(cluster);
        decisionsUntilCrash.set(CARTS / 2);
        definitions = Journeys.versions(2, InFlight.MIGRATE, Journeys.ABANDONED_CART, SHORTER);
        assertThat(shop.messages("messages.sms.bulk", CARTS))
                .extracting(message -> message.getHeader().getCustomerId())
                .doesNotHaveDuplicates()
                .hasSize(CARTS);
        assertThat(decisionsUntilCrash.get()).isNegative();
        await().atMost(PATIENCE).until(engine::ready);
        comesToRest();
    }

    private void cartsWait(Cluster cluster) throws Exception {
        settings = cluster.settings("walk" + RUNS.incrementAndGet() + ".", 4);
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(EngineStreams.topics());
        }
        shop = new ShopFloor(settings);
        start();
        for (int i = 0; i < CARTS; i++) {
            shop.says(customer(i), Events.known());
            shop.says(customer(i), Events.consent());
            shop.says(customer(i), Events.cart("cart-" + i));
        }
        await().atMost(PATIENCE).until(() -> inFlight().equals(Map.of(1, (long) CARTS)));
    }

    private void comesToRest() {
        await().atMost(A_MINUTE)
                .until(() -> meters.get("vestnik.walk.tasks").gauge().value() == 0);
    }

    private Map<Integer, Long> inFlight() {
        return engine.queries().inFlight(JOURNEY) instanceof Lookup.Found<StepCounts>(StepCounts standing)
                ? standing.byVersion()
                : Map.of(0, 0L);
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
            if (definitions.revision() > 1
                    && decisionsUntilCrash.getAndUpdate(left -> left < 0 ? left : left - 1) == 0) {
                throw new AssertionError("a thread that dies in the middle of a transaction");
            }
            return definitions;
        }

        @Override
        public void awaitRevision(long revision) {}
    }
}
