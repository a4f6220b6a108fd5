package dev.vestnik.engine.definitions;

import static dev.vestnik.rules.definition.Changes.CART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Changes;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Verdict;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ExtendWith(SharedEngine.class)
class DefinitionsLogTest {
    private static int prefixes;

    private final List<DefinitionsLog> opened = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private KafkaSettings settings;

    @BeforeEach
    void ownTopic(Cluster cluster) throws InterruptedException {
        settings = cluster.settings("log" + prefixes++ + ".", 1);
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(List.of(Topics.DEFINITIONS));
        }
    }

    @AfterEach
    void close() {
        opened.forEach(DefinitionsLog::close);
    }

    private DefinitionsLog engine(String name) throws InterruptedException {
        DefinitionsLog log = new DefinitionsLog(
                settings, name, new PlainDocuments(), new DefinitionsMetrics(meters), ObservationRegistry.NOOP);
        opened.add(log);
        log.start();
        log.awaitCaughtUp();
        return log;
    }

    @Test
    void answersWhenThisEngineWorksWithTheChange() throws Exception {
        DefinitionsLog log = engine("a");
        assertThat(log.submit(Changes.put(CART, 0, "{}"))).isEqualTo(new Verdict.Accepted(1));
        assertThat(log.submit(Changes.publish(CART, 1))).isEqualTo(new Verdict.Accepted(2));
        assertThat(log.current().revision()).isEqualTo(2);
        assertThat(log.submit(Changes.put(CART, 1, "late"))).isEqualTo(new Verdict.Rejected(2));
    }

    @Test
    void ofTwoEnginesThatRaceOneWinsEachRevision() throws Exception {
        DefinitionsLog a = engine("a");
        DefinitionsLog b = engine("b");
        int rounds = 20;
        long revision = 0;
        try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < rounds; round++) {
                long base = revision;
                String document = "round " + round;
                Callable<Verdict> first = () -> a.submit(Changes.put(CART, base, document + " a"));
                Callable<Verdict> second = () -> b.submit(Changes.put(CART, base, document + " b"));
                List<Verdict> verdicts = new ArrayList<>();
                for (Future<Verdict> racer : racers.invokeAll(List.of(first, second))) {
                    verdicts.add(racer.get());
                }
                assertThat(verdicts)
                        .filteredOn(Verdict.Accepted.class::isInstance)
                        .hasSize(1);
                revision = verdicts.stream()
                        .filter(Verdict.Accepted.class::isInstance)
                        .map(verdict -> ((Verdict.Accepted) verdict).revision())
                        .findFirst()
                        .orElseThrow();
                assertThat(verdicts).contains(new Verdict.Rejected(revision));
            }
        }
        long last = rounds * 2L;
        a.awaitRevision(last);
        b.awaitRevision(last);
        assertThat(a.snapshot().all()).isEqualTo(b.snapshot().all());
    }

    @Test
    void anEngineThatStartsLaterComesToTheSame() throws Exception {
        DefinitionsLog early = engine("early");
        early.submit(Changes.put(CART, 0, "{}"));
        early.submit(Changes.put(CART, 0, "loses"));
        early.submit(Changes.put(CART, 1, "wins"));
        DefinitionsLog late = engine("late");
        assertThat(late.snapshot().all()).isEqualTo(early.snapshot().all());
        assertThat(late.snapshot().all().state(CART).document().json()).isEqualTo("wins");
    }

    @Test
    void whatAnotherEngineWroteIsInTheNewestState() throws Exception {
        DefinitionsLog a = engine("a");
        DefinitionsLog b = engine("b");
        for (long revision = 0; revision < 50; revision++) {
            a.submit(Changes.put(CART, revision, "text " + revision));
            assertThat(b.newest().all().state(CART).revision()).isEqualTo(revision + 1);
        }
    }

    @Test
    void theRulesHearUntilWhenAJourneyIsPaused() throws Exception {
        DefinitionsLog log = engine("a");
        log.submit(Changes.put(CART, 0, "{}"));
        log.submit(Changes.publish(CART, 1));
        log.submit(Changes.of(CART, 2, new Action.Pause(Changes.AT)));
        assertThat(log.current().journey(new JourneyId("cart")).pauses().resumeAt())
                .isEqualTo(Changes.AT);
    }

    @Test
    void whatMayBeWrittenIsWhatTheLogSays() throws Exception {
        DefinitionsLog log = engine("a");
        assertThat(log.current().level()).isEqualTo(FeatureLevel.OLDEST);
        log.submit(Changes.put(DefinitionKey.FEATURE_LEVEL, 0, LevelDocument.of(FeatureLevel.STATE_FORMAT_3)));
        assertThat(log.current().level()).isEqualTo(FeatureLevel.STATE_FORMAT_3);
        assertThat(log.snapshot().broken()).isEmpty();
        assertThat(engine("b").current().level()).isEqualTo(FeatureLevel.STATE_FORMAT_3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no json", "[]", "{}", "{\"level\": \"three\"}", "{\"level\": -7}", "{\"level\": 1e99}"})
    void aLevelThatMakesNoSenseIsTheOldest(String document) throws Exception {
        DefinitionsLog log = engine("a");
        log.submit(Changes.put(DefinitionKey.FEATURE_LEVEL, 0, document));
        assertThat(log.current().level()).isEqualTo(FeatureLevel.OLDEST);
    }

    @Test
    void passesOverARecordThatNobodyCanRead() throws Exception {
        DefinitionsLog log = engine("a");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings.clientConfig(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(settings.layout().name(Topics.DEFINITIONS), "journey/cart", "garbage"))
                    .get();
        }
        assertThat(log.submit(Changes.put(CART, 0, "{}"))).isEqualTo(new Verdict.Accepted(2));
        assertThat(meters.counter("vestnik.definitions.skipped", "reason", "unreadable")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void reportsWhatDoesNotCompileAndGoesOn() throws Exception {
        DefinitionsLog log = engine("a");
        log.submit(Changes.put(CART, 0, "broken"));
        log.submit(Changes.publish(CART, 1));
        DefinitionKey template = DefinitionKey.template("hello");
        log.submit(Changes.put(template, 0, "crash"));
        assertThat(log.snapshot().broken())
                .extracting(LogSnapshot.Broken::key)
                .containsExactlyInAnyOrder(CART, template);
        assertThat(log.submit(Changes.put(template, 3, "fine"))).isEqualTo(new Verdict.Accepted(4));
        assertThat(log.current().template("hello")).isNotNull();
    }

    @Test
    void saysThatTheLogIsAwayInsteadOfWaitingForEver() {
        DefinitionsLog log = new DefinitionsLog(
                settings,
                "unstarted",
                new PlainDocuments(),
                new DefinitionsMetrics(new SimpleMeterRegistry()),
                ObservationRegistry.NOOP);
        opened.add(log);
        assertThatThrownBy(() -> log.submit(Changes.put(CART, 0, "{}"))).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(log::newest).isInstanceOf(LogUnavailableException.class);
    }
}
