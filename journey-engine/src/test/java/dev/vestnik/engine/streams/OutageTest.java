package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.intake.Events;
import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.engine.streams.intake.ShopFloor;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Carts come due while the engine is down, and half of them are bought meanwhile. {@code -Dvestnik.outage.carts=10000} is the full size. */
@ExtendWith(SharedEngine.class)
class OutageTest {
    static {
        Awaitility.doNotCatchUncaughtExceptionsByDefault(); // threads that end are what is tested, here and beside
    }

    private static final int CARTS = Integer.getInteger("vestnik.outage.carts", 1_000);
    private static final int CRASHES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration QUIET = Duration.ofSeconds(10);

    @TempDir
    Path stateDir;

    private final Definitions definitions =
            Journeys.definitions(1, Journeys.ABANDONED_CART.replace("PT2H", QUIET.toString()));
    private final AtomicInteger crashesLeft = new AtomicInteger();
    private final AtomicInteger decisionsUntilCrash = new AtomicInteger();

    @Test
    void nobodyIsRemindedOfWhatWasBoughtDuringTheOutage(Cluster cluster) throws Exception {
        KafkaSettings settings = cluster.settings("outage.", 4);
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(EngineStreams.topics());
        }
        try (ShopFloor shop = new ShopFloor(settings)) {
            EngineStreams engine = started(settings);
            for (int i = 0; i < CARTS; i++) {
                shop.says(customer(i), Events.known());
                shop.says(customer(i), Events.consent());
                shop.says(customer(i), Events.cart("cart-" + i));
            }
            await().atMost(PATIENCE).until(() -> engine.status().pendingMarketing() > CARTS / 2);
            engine.close();
            Instant lastDue = Instant.now().plus(QUIET);
            for (int i = 0; i < CARTS; i++) {
                shop.says(customer(i), Events.page());
            }
            for (int i = 0; i < CARTS; i += 2) {
                shop.says(customer(i), Events.placed("cart-" + i));
            }
            await().atMost(PATIENCE).until(() -> Instant.now().isAfter(lastDue));

            crashesLeft.set(CRASHES);
            decisionsUntilCrash.set(CARTS / 2);
            try (EngineStreams again = started(settings)) {
                await("nothing but the reminders' receipts to wait for")
                        .atMost(PATIENCE)
                        .until(() -> crashesLeft.get() == 0 && again.status().pendingMarketing() == CARTS / 2);
                List<OutboundMessage> reminders = shop.messages("messages.sms.bulk", CARTS / 2);
                assertThat(reminders)
                        .extracting(message -> message.getHeader().getCustomerId())
                        .as("reminders: one for each who did not buy")
                        .doesNotHaveDuplicates()
                        .allMatch(id -> Integer.parseInt(id.substring(1)) % 2 == 1)
                        .hasSize(CARTS / 2);
                assertThat(again.status().deadLetters()).isZero();
            }
        }
    }

    private static CustomerKey customer(int number) {
        return new CustomerKey("main", "c" + number);
    }

    private EngineStreams started(KafkaSettings settings) throws InterruptedException {
        EngineStreams engine = new EngineStreams(
                new EngineStreamsSettings("engine", stateDir, 2, "one", 0, 64, Duration.ofMillis(100)),
                settings,
                new Decider((customer, channel, topic) -> "https://shop.example/u"),
                new CrashingSource(),
                new SimpleMeterRegistry(),
                RecordTraces.NONE,
                new CodeKey("a secret of tests only"));
        engine.start("127.0.0.1:1");
        await().atMost(PATIENCE).until(engine::ready);
        return engine;
    }

    /** Ends a stream thread in the middle of its transaction, a few times. */
    private final class CrashingSource implements DefinitionsSource {
        @Override
        public Definitions current() {
            if (crashesLeft.get() > 0 && decisionsUntilCrash.decrementAndGet() <= 0) {
                decisionsUntilCrash.set(CARTS / 2);
                crashesLeft.decrementAndGet();
                throw new AssertionError("a thread that dies in the middle of a transaction");
            }
            return definitions;
        }

        @Override
        public void awaitRevision(long revision) {}
    }
}
