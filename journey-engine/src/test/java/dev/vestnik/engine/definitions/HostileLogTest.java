package dev.vestnik.engine.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.rules.definition.Changes;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Verdict;
import dev.vestnik.schemas.engine.ChangeAction;
import dev.vestnik.schemas.engine.DefinitionKind;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever the log holds, an engine reads it to its end and works with all that is good. Most of its time it waits. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SharedEngine.class)
class HostileLogTest {
    private static final long SEED = 20261128;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final HostileDocuments compiler = new HostileDocuments();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private KafkaSettings settings;
    private RawLog raw;

    @BeforeEach
    void ownTopic(Cluster cluster) throws InterruptedException {
        settings = cluster.settings("hostile" + PREFIXES.incrementAndGet() + ".", 1);
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(List.of(Topics.DEFINITIONS));
        }
        raw = new RawLog(settings);
        opened.add(raw);
    }

    @AfterEach
    void close() throws Exception {
        compiler.release();
        for (AutoCloseable one : opened.reversed()) {
            one.close();
        }
    }

    private DefinitionsLog engine() throws InterruptedException {
        DefinitionsLog log = new DefinitionsLog(
                settings, "hostile", compiler, new DefinitionsMetrics(meters), ObservationRegistry.NOOP);
        opened.add(log);
        log.start();
        log.awaitCaughtUp();
        return log;
    }

    private void template(String id, String document) {
        raw.put(DefinitionKind.template, id, document);
    }

    private static Map<String, String> reasons(DefinitionsLog log) {
        return log.snapshot().broken().stream()
                .collect(Collectors.toMap(broken -> broken.key().toString(), LogSnapshot.Broken::reason));
    }

    private double broken(String kind) {
        return meters.get("vestnik.definitions.broken")
                .tag("kind", kind)
                .gauge()
                .value();
    }

    @Test
    void setsAsideEveryRecordThatNobodyCanReadWithItsOffsetAndCause() throws Exception {
        Random random = new Random(SEED);
        byte[] noise = new byte[300];
        random.nextBytes(noise);
        int schema = raw.schema();
        List<Long> garbage = new ArrayList<>(List.of(
                raw.bytes("garbage".getBytes(StandardCharsets.UTF_8)),
                raw.bytes(noise),
                raw.bytes(new byte[0]),
                raw.bytes(null),
                raw.bytes(new byte[] {0, 0, 0}),
                raw.withSchema(-1),
                raw.withSchema(0, (byte) 1),
                raw.withSchema(Integer.MAX_VALUE, (byte) 1),
                raw.withSchema(Integer.MIN_VALUE, (byte) 1),
                raw.withSchema(schema),
                raw.withSchema(schema, noise),
                // A text of 1.9 GB is announced, and nothing follows.
                raw.withSchema(schema, (byte) 0x80, (byte) 0xf0, (byte) 0xfe, (byte) 0x93, (byte) 0x0e),
                // A kind that there is not: the 99th of 6.
                raw.withSchema(schema, (byte) 2, (byte) 'c', (byte) 0xc6, (byte) 1),
                raw.actionOfALaterVersion(),
                raw.change(DefinitionKind.template, "no-document", 0, ChangeAction.PUT, null),
                raw.change(DefinitionKind.journey, "when", 0, ChangeAction.PAUSE, "next week"),
                raw.put(DefinitionKind.template, "x".repeat(1_000_000), "fine")));
        template("good", "good");

        DefinitionsLog log = engine();

        assertThat(log.current().template("good")).isNotNull();
        assertThat(log.unread().newest())
                .as("seed %d", SEED)
                .extracting(Unread.Skipped::offset)
                .containsExactlyInAnyOrderElementsOf(garbage);
        assertThat(log.unread().newest())
                .allSatisfy(one -> assertThat(one.cause()).isNotBlank().hasSizeLessThanOrEqualTo(300));
        assertThat(meters.counter("vestnik.definitions.skipped", "reason", "unreadable")
                        .count())
                .isEqualTo(garbage.size());
        assertThat(log.submit(Changes.put(Changes.CART, 0, "{}"))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void takesChangesThatMakeNoSenseForWhatTheyAre() throws Exception {
        for (long base : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 17}) {
            raw.change(DefinitionKind.template, "based", base, ChangeAction.PUT, "never");
        }
        raw.change(DefinitionKind.journey, "nothing", 0, ChangeAction.PUBLISH, null);
        raw.change(DefinitionKind.template, "nothing", 0, ChangeAction.ARCHIVE, null);
        raw.change(DefinitionKind.setting, "nothing", 0, ChangeAction.DELETE, null);
        raw.change(DefinitionKind.setting, "no such setting", 0, ChangeAction.PUT, "{}");
        template("", "empty");
        template("Ünder/../score\r\nX: \u0000", "strange");
        raw.publish("UPPER\u0000", "{}");
        template("good", "good");

        DefinitionsLog log = engine();

        assertThat(log.current().templates()).containsOnlyKeys("good");
        assertThat(log.unread().count()).isZero();
        assertThat(reasons(log))
                .containsOnlyKeys("template/", "template/Ünder/../score\r\nX: \u0000", "journey/UPPER\u0000")
                .allSatisfy((key, reason) -> assertThat(reason).startsWith("an id is"));
        assertThat(log.submit(Changes.put(DefinitionKey.template("based"), 0, "now")))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void setsAsideWhatBreaksTheCompilerHoweverItDoes() throws Exception {
        for (String way : List.of("overflow", "memory", "class", "assertion", "crash")) {
            template(way, way);
        }
        raw.publish("broken-journey", "{\"entry\": {\"on\": \"cart.updated\"}}");
        template("good", "good");

        DefinitionsLog log = engine();

        assertThat(log.current().templates()).containsOnlyKeys("good");
        assertThat(reasons(log))
                .containsOnlyKeys(
                        "template/overflow",
                        "template/memory",
                        "template/class",
                        "template/assertion",
                        "template/crash",
                        "journey/broken-journey")
                .hasEntrySatisfying(
                        "template/overflow", reason -> assertThat(reason).contains("StackOverflowError"))
                .hasEntrySatisfying(
                        "template/class", reason -> assertThat(reason).contains("NoClassDefFoundError at "));
        assertThat(log.current().brokenTemplate("overflow")).contains("StackOverflowError");
        assertThat(log.current().brokenTemplate("good")).isNull();
        assertThat(log.current().brokenTemplate("no-such")).isNull();
        assertThat(log.current().brokenStartedBy("cart.updated", "main"))
                .extracting(one -> one.journey().value())
                .containsExactly("broken-journey");
        assertThat(log.current().concerns("cart.updated")).isTrue();
        assertThat(broken("template")).isEqualTo(5);
        assertThat(broken("journey")).isEqualTo(1);
        assertThat(log.submit(Changes.put(
                        DefinitionKey.template("overflow"),
                        log.snapshot()
                                .all()
                                .state(DefinitionKey.template("overflow"))
                                .revision(),
                        "mended")))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(log.current().template("overflow")).isNotNull();
        assertThat(broken("template")).isEqualTo(4);
    }

    @Test
    void startsWithoutWaitingForDocumentsThatNeverEndAndTakesThemWhenTheyDo() throws Exception {
        for (int i = 0; i < 40; i++) {
            template("endless" + i, "endless" + i + " ".repeat(100));
            template("good" + i, "good" + i);
        }
        template("again", "endless0" + " ".repeat(100));

        DefinitionsLog log = engine();

        assertThat(log.current().templates().keySet())
                .hasSize(40)
                .allSatisfy(id -> assertThat(id).startsWith("good"));
        assertThat(broken("template")).isEqualTo(41);
        assertThat(compiler.begun())
                .filteredOn(text -> text.startsWith("endless"))
                .hasSizeLessThanOrEqualTo(8);
        assertThat(log.submit(Changes.put(DefinitionKey.template("late"), 0, "waits too")))
                .isInstanceOf(Verdict.Accepted.class);

        compiler.release();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log.current().templates()).hasSize(82));
        assertThat(compiler.begun()).doesNotHaveDuplicates();
        assertThat(broken("template")).isZero();
        assertThat(log.snapshot().all().revision()).isEqualTo(82);
    }

    @Test
    void anEndlessDocumentHoldsUpNoChangeAfterIt() throws Exception {
        DefinitionsLog log = engine();
        template("endless", "endless");
        for (int i = 0; i < 20; i++) {
            assertThat(log.submit(Changes.put(DefinitionKey.template("next" + i), 0, "next" + i)))
                    .isInstanceOf(Verdict.Accepted.class);
            assertThat(log.current().template("next" + i)).isNotNull();
        }
        assertThat(log.current().brokenTemplate("endless")).startsWith("takes long to compile");
        DefinitionKey endless = DefinitionKey.template("endless");
        log.submit(Changes.put(endless, log.snapshot().all().state(endless).revision(), "mended"));
        assertThat(log.current().template("endless")).isNotNull();
    }
}
