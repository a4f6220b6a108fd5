package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.EngineTopology;
import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.commit.EarlyCommits;
import dev.vestnik.engine.streams.progress.Watch;
import dev.vestnik.engine.streams.store.OpenStores;
import dev.vestnik.engine.streams.trace.EventTrace;
import dev.vestnik.engine.streams.wakeup.SettledBacklogs;
import dev.vestnik.engine.streams.wakeup.WakeupSlices;
import dev.vestnik.engine.streams.walk.Walks;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.model.Compiled;
import dev.vestnik.rules.model.Line;
import dev.vestnik.rules.model.RandomHistory;
import dev.vestnik.rules.model.RandomHistory.Item;
import dev.vestnik.rules.model.Side;
import dev.vestnik.rules.model.Telling;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.rules.verification.VerificationRules;
import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The engine's topology with one customer, whose states go through the codec and whose wake-ups go through the index. */
final class TopologySide implements Side, AutoCloseable {
    private static final List<String> LANES = List.of("sms", "email", "push");

    private final PlainAvro avro = new PlainAvro();
    private final Telling telling = new Telling();
    private final List<Line> lines = new ArrayList<>();
    private final CustomerKey customer;
    private final List<CustomerKey> keys;
    private final Map<String, CustomerKey> senders = new HashMap<>();
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> events;
    private final TestInputTopic<byte[], byte[]> receipts;
    private Instant now;

    TopologySide(RandomHistory history, Path dir) {
        customer = HistoryRecords.customer(history.customer());
        keys = history.keys().stream().map(HistoryRecords::customer).toList();
        now = history.items().getFirst().at();
        TopicLayout layout = new TopicLayout("", 1, (short) 1);
        Topology topology = new Topology();
        new EngineTopology(parts(layout, new Compiled(history).definitions()), layout).configureTopology(topology);
        Properties config = new Properties();
        config.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "history-" + history.seed() + "-" + history.customer());
        driver = new TopologyTestDriver(topology, config, now);
        events = driver.createInputTopic("shop.events", new ByteArraySerializer(), new ByteArraySerializer());
        receipts = driver.createInputTopic("messages.receipts", new ByteArraySerializer(), new ByteArraySerializer());
    }

    private EngineParts parts(TopicLayout layout, Definitions definitions) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        DefinitionsSource source = new DefinitionsSource() {
            @Override
            public Definitions current() {
                return definitions;
            }

            @Override
            public void awaitRevision(long revision) {}
        };
        return new EngineParts(
                new Decider((who, channel, topic) -> "https://shop.example/u"),
                new VerificationRules(new CodeKey("a secret of tests only")),
                source,
                avro,
                avro,
                new EngineMetrics(meters),
                new WakeupSlices(Duration.ofMinutes(1)),
                new EarlyCommits(),
                SettledBacklogs.make(),
                new Watch(1),
                new OpenStores(10_000),
                new Walks(meters),
                new EventTrace(),
                EngineParts.sources(layout),
                1,
                RecordTraces.NONE);
    }

    @Override
    public List<Handed> take(Item item, Instant at) {
        until(at);
        switch (item) {
            case RandomHistory.Told told -> says(customer, told);
            case RandomHistory.Elsewhere(String key, RandomHistory.Told told) ->
                says(HistoryRecords.customer(key), told);
            default -> throw new AssertionError("not of such histories: " + item);
        }
        return read();
    }

    private void says(CustomerKey key, RandomHistory.Told told) {
        events.pipeInput(bytes(key), avro.write("shop.events", HistoryRecords.event(key, told)), told.at());
    }

    @Override
    public List<Handed> reported(Reported report, Instant at) {
        until(at);
        UUID message = telling.id(report.of().message());
        CustomerKey key = senders.get(report.of().message());
        receipts.pipeInput(
                bytes(key), avro.write("messages.receipts", HistoryRecords.receipt(key, report, message)), report.at());
        return read();
    }

    @Override
    public List<Handed> wake(Instant due, Instant at) {
        until(at);
        if (due.equals(due())) { // it is less than a tick since the last one
            until(now.plusMillis(20));
        }
        return read();
    }

    private void until(Instant at) {
        Duration pause = Duration.between(now, at);
        if (pause.isPositive()) {
            now = at;
            driver.advanceWallClockTime(pause);
        }
    }

    @Override
    public @Nullable Instant due() {
        return keys.stream()
                .map(key -> (byte[]) driver.getKeyValueStore("customers").get(StoreKeys.state(bytes(key))))
                .filter(Objects::nonNull)
                .map(state -> new StateCodec().read(state).state().armed())
                .flatMap(armed -> Stream.of(armed.service(), armed.marketing(), armed.housekeeping()))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private List<Handed> read() {
        for (byte[] value : output("engine.decisions")) {
            lines.add(HistoryRecords.line(telling, (Decision) avro.read("engine.decisions", value)));
        }
        return LANES.stream()
                .flatMap(lane -> Stream.of("messages." + lane, "messages." + lane + ".bulk"))
                .flatMap(topic ->
                        output(topic).stream().map(value -> handed((OutboundMessage) avro.read(topic, value))))
                .toList();
    }

    private Handed handed(OutboundMessage message) {
        String name = telling.message(UUID.fromString(message.getMessageId()));
        senders.put(name, HistoryRecords.customer(message.getHeader().getCustomerId()));
        String channel = name.substring(name.lastIndexOf('/') + 1).replaceFirst("#.*", "");
        return new Handed(now, name, channel, message.getAttempt());
    }

    private List<byte[]> output(String topic) {
        if (!driver.producedTopicNames().contains(topic)) {
            return List.of();
        }
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return output.readValuesToList();
    }

    private static byte[] bytes(CustomerKey key) {
        return key.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<Line> lines() {
        return lines;
    }

    @Override
    public void close() {
        driver.close();
    }
}
