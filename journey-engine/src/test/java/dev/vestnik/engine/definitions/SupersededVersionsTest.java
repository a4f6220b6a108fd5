package dev.vestnik.engine.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.compile.CompileThreads;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.decide.StepRegistry;
import dev.vestnik.rules.definition.Changes;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.definition.Published.OlderVersions;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Catalogue;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyCompiler;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Segment;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.rules.template.Template;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Superseded versions wait in the log until somebody needs them. {@code -Dvestnik.versions=20000} tells how long a start takes with so many. */
@ExtendWith(SharedEngine.class)
class SupersededVersionsTest {
    private static final int VERSIONS = Integer.getInteger("vestnik.versions", 100);

    private final AtomicInteger compiled = new AtomicInteger();
    private final JourneyCompiler journeys = new JourneyCompiler(new Expressions(), StepRegistry.KINDS);

    private static String document(int version) {
        return """
                {"id": "cart", "class": "service", "start": "wait", "entry": {"on": "cart.updated", "if": "event.cartId == 'c%1$d'"},
                 "steps": {"wait": {"type": "waitUntil", "on": [{"on": "x.old%2$d", "next": "end"}], "timeout": "PT%1$dM", "onTimeout": "end"},
                           "end": {"type": "end"}}}""".formatted(version, version % 3);
    }

    private final class Counting implements DocumentCompiler {
        private final CountDownLatch goOn;

        Counting(CountDownLatch goOn) {
            this.goOn = goOn;
        }

        @Override
        public Result<Journey> journey(String json) {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            compiled.incrementAndGet();
            return switch (journeys.check(json, 1, Catalogue.of(Map.of()))) {
                case Checked.Sound<Journey>(Journey sound, var _) -> new Result.Good<>(sound);
                case Checked.Faulty<Journey> faulty ->
                    new Result.Faulty<>(List.of(faulty.faults().toString()));
            };
        }

        @Override
        public Result<Template> template(String json) {
            return new Result.Faulty<>(List.of("no template"));
        }

        @Override
        public Result<ShopSettings> settings(String json) {
            return new Result.Good<>(ShopSettings.DEFAULT);
        }

        @Override
        public Result<Offer> offer(String json) {
            return new Result.Faulty<>(List.of("no offer"));
        }

        @Override
        public Result<Segment> segment(String json) {
            return new Result.Faulty<>(List.of("no segment"));
        }

        @Override
        public Result<Campaign> campaign(String json) {
            return new Result.Faulty<>(List.of("no campaign"));
        }
    }

    @Test
    void aSupersededVersionIsCompiledWhenAnInstanceOfItIsMet(Cluster cluster) throws Exception {
        KafkaSettings settings = cluster.settings("older.", 1);
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(List.of(Topics.DEFINITIONS));
        }
        write(settings);
        try (DefinitionsLog log = new DefinitionsLog(
                settings,
                "older",
                new Counting(new CountDownLatch(0)),
                new DefinitionsMetrics(new SimpleMeterRegistry()),
                ObservationRegistry.NOOP)) {
            long from = System.nanoTime();
            log.start();
            log.awaitCaughtUp();
            System.out.printf("%d versions: %d ms%n", VERSIONS, (System.nanoTime() - from) / 1_000_000);
            Published cart = Objects.requireNonNull(log.current().journey(new JourneyId("cart")));
            assertThat(cart.current()).isEqualTo(VERSIONS);
            assertThat(log.snapshot().broken()).isEmpty();
            assertThat(cart.version(VERSIONS)).isNotNull();
            assertThat(compiled).hasValue(1);

            assertThat(cart.version(7)).isNotNull().extracting(Journey::version).isEqualTo(7);
            assertThat(cart.version(7)).isSameAs(cart.version(7));
            assertThat(compiled).hasValue(2);
            assertThat(cart.version(0)).isNull();
            assertThat(cart.version(VERSIONS + 1)).isNull();
            assertThat(List.of("cart.updated", "x.old0", "x.old1", "x.old2")).allMatch(log.current()::concerns);
            assertThat(log.current().concerns("x.old3")).isFalse();
        }
    }

    @Test
    void oneThatIsBeingCompiledIsComing() {
        CountDownLatch goOn = new CountDownLatch(1);
        Counting slow = new Counting(goOn);
        try (CompileThreads threads =
                new CompileThreads("older", 4, Duration.ofMinutes(1), new SimpleMeterRegistry())) {
            JourneyId cart = new JourneyId("cart");
            OlderVersions versions =
                    new SupersededVersions(slow, threads).of(cart, List.of(version(1, document(1)), version(2, "{}")));
            assertThat(unwaited(versions, 1)).isNull();
            assertThat(unwaited(versions, 2)).isNull();
            assertThat(versions.isComing(1)).isTrue();
            assertThat(versions.isComing(2)).isTrue();
            goOn.countDown();
            Awaitility.await().until(() -> versions.version(1) != null && !versions.isComing(2));
            assertThat(versions.isComing(1)).isFalse();
            assertThat(versions.version(2)).isNull();
        }
    }

    /** As for one who waits no longer. */
    private static @Nullable Journey unwaited(OlderVersions versions, int number) {
        Thread.currentThread().interrupt();
        try {
            return versions.version(number);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static Version version(int number, String json) {
        return new Version(number, new Document(json, "anna", Instant.EPOCH), InFlight.KEEP, "anna", Instant.EPOCH);
    }

    private static void write(KafkaSettings settings) throws Exception {
        try (LogWriter writer = new LogWriter(settings, "older-writer", ObservationRegistry.NOOP)) {
            long revision = 0;
            for (int version = 1; version <= VERSIONS; version++) {
                writer.append(Changes.put(Changes.CART, revision++, document(version)));
                var last = writer.append(Changes.publish(Changes.CART, revision++));
                if (version == VERSIONS) {
                    last.get();
                }
            }
        }
    }
}
