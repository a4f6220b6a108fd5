package dev.vestnik.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.DefinitionsMetrics;
import dev.vestnik.engine.definitions.LevelDocument;
import dev.vestnik.engine.definitions.PlainDocuments;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Change;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(SharedEngine.class)
class FirstLevelTest {
    private static final BooleanSupplier NOBODY_WAS_HERE = () -> false;

    private static int prefixes;

    private DefinitionsLog log;

    @BeforeEach
    void emptyLog(Cluster cluster) throws InterruptedException {
        KafkaSettings settings = cluster.settings("level" + prefixes++ + ".", 1);
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(List.of(Topics.DEFINITIONS));
        }
        log = new DefinitionsLog(
                settings,
                "level",
                new PlainDocuments(),
                new DefinitionsMetrics(new SimpleMeterRegistry()),
                ObservationRegistry.NOOP);
        log.start();
        log.awaitCaughtUp();
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aNewInstallationBeginsOnTheNewestLevel() throws InterruptedException {
        FirstLevel level = level(NOBODY_WAS_HERE);
        level.settle();
        assertThat(log.current().level()).isEqualTo(FeatureLevel.NEWEST);
        assertThat(level.isReadable()).isTrue();
    }

    @Test
    void whereAnOlderEngineHasWorkedTheLevelIsRaisedByHandAlone() throws InterruptedException {
        level(() -> true).settle();
        assertThat(log.current().level()).isEqualTo(FeatureLevel.OLDEST);
    }

    @Test
    void whereSomethingIsDefinedTheLevelIsRaisedByHandAlone() throws InterruptedException {
        put(DefinitionKey.SHOP_SETTINGS, "{}");
        level(NOBODY_WAS_HERE).settle();
        assertThat(log.current().level()).isEqualTo(FeatureLevel.OLDEST);
    }

    @Test
    void aLevelOfALaterVersionIsNotReadable() throws InterruptedException {
        put(DefinitionKey.FEATURE_LEVEL, LevelDocument.of(new FeatureLevel(FeatureLevel.NEWEST.number() + 1)));
        assertThat(level(NOBODY_WAS_HERE).isReadable()).isFalse();
    }

    private FirstLevel level(BooleanSupplier groupExists) {
        return new FirstLevel(log, groupExists, InstantSource.system());
    }

    private void put(DefinitionKey key, String document) throws InterruptedException {
        log.submit(new Change(UUID.randomUUID().toString(), key, 0, new Action.Put(document), "test", Instant.EPOCH));
    }
}
