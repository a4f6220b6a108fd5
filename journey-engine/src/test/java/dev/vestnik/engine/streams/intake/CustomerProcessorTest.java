package dev.vestnik.engine.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.EngineTopology;
import dev.vestnik.engine.streams.codec.BudgetCodec;
import dev.vestnik.engine.streams.codec.PurseCodec;
import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.codec.TimelineCodec;
import dev.vestnik.engine.streams.commit.EarlyCommits;
import dev.vestnik.engine.streams.edge.MoveRecords;
import dev.vestnik.engine.streams.progress.Watch;
import dev.vestnik.engine.streams.store.OpenStores;
import dev.vestnik.engine.streams.store.TimelineEntry;
import dev.vestnik.engine.streams.store.TimelineRing;
import dev.vestnik.engine.streams.trace.EventTrace;
import dev.vestnik.engine.streams.trace.Passed;
import dev.vestnik.engine.streams.wakeup.SettledBacklogs;
import dev.vestnik.engine.streams.wakeup.WakeupSlices;
import dev.vestnik.engine.streams.walk.Walks;
import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Ids;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.rules.verification.VerificationRules;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.MovePart;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.shop.CustomEvent;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerProcessorTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final CustomerKey VISITOR = new CustomerKey("main", "~v");
    private static final String SMS = "messages.sms";
    private static final String BULK = "messages.sms.bulk";

    @TempDir
    private Path dir;

    private final PlainAvro avro = new PlainAvro();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EngineMetrics metrics = new EngineMetrics(meters);
    private Definitions definitions = Journeys.definitions(
            7,
            Journeys.ABANDONED_CART,
            Journeys.SHIPPED,
            Journeys.DELIVERED_LATER,
            Journeys.oneMessage("broken", "service", "order.ready", "broken"));
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> events;
    private Instant now = NOON;
    private int count;

    private final Watch watch = new Watch(1);
    private final EventTrace trace = new EventTrace();
    private final OpenStores stores = new OpenStores(10_000);

    @BeforeEach
    void open() {
        open(1);
    }

    private void open(int partitions) {
        DefinitionsSource source = new DefinitionsSource() {
            @Override
            public Definitions current() {
                return definitions;
            }

            @Override
            public void awaitRevision(long revision) {
                assertThat(revision).isLessThanOrEqualTo(definitions.revision());
            }
        };
        TopicLayout layout = new TopicLayout("", partitions, (short) 1);
        EngineParts parts = new EngineParts(
                new Decider((customer, channel, topic) -> "https://shop.example/u"),
                new VerificationRules(new CodeKey("a secret of tests only")),
                source,
                avro,
                avro,
                metrics,
                new WakeupSlices(Duration.ofMinutes(1)),
                new EarlyCommits(),
                SettledBacklogs.make(),
                watch,
                stores,
                new Walks(meters),
                trace,
                EngineParts.sources(layout),
                partitions,
                RecordTraces.NONE);
        Properties config = new Properties();
        config.put(StreamsConfig.STATE_DIR_CONFIG, dir.resolve("p" + partitions).toString());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        Topology topology = new Topology();
        new EngineTopology(parts, layout).configureTopology(topology);
        driver = new TopologyTestDriver(topology, config, NOON);
        events = driver.createInputTopic("shop.events", new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anEventThatSendsGoesToItsLaneWithItsDecisionsAndItsTrace() {
        happens(ANNA, Events.known());
        byte[] event = bytes(ANNA, Events.shipped("o-1"));
        events.pipeInput(new TestRecord<>(
                key(ANNA),
                event,
                new RecordHeaders().add("traceparent", "00-ab".getBytes(StandardCharsets.UTF_8)),
                now));

        List<TestRecord<byte[], byte[]>> sent = output(SMS);
        assertThat(sent).hasSize(1);
        OutboundMessage message =
                (OutboundMessage) avro.read(SMS, sent.getFirst().value());
        assertThat(message.getHeader().getCustomerId()).isEqualTo("anna");
        assertThat(message.getAttempt()).isEqualTo(1);
        assertThat(message.getCausedAt()).isEqualTo(now);
        assertThat(sent.getFirst().headers().lastHeader("traceparent").value())
                .isEqualTo("00-ab".getBytes(StandardCharsets.UTF_8));
        assertThat(outcomes("engine.decisions")).contains("ENTERED", "SENT");
        assertThat(timeline()).containsSubsequence(Decision.Outcome.SENT, Decision.Outcome.ENTERED);
        assertThat(Ids.owner(UUID.fromString(message.getMessageId()))).isEqualTo(ANNA.murmur2());
    }

    /** What came compressed may be larger than anything we may write, and would end the thread again and again. */
    @Test
    void nothingIsWrittenThatIsLargerThanTheBrokerTakes() {
        driver.close();
        open(2);
        byte[] large = new byte[3 << 20];
        RecordHeaders headers = new RecordHeaders();
        headers.add("large", large).add("traceparent", large);
        CustomerKey here = new CustomerKey("main", inPartition(0));
        CustomerKey elsewhere = new CustomerKey("main", inPartition(1));
        events.pipeInput(new TestRecord<>(large, large, headers, now));
        events.pipeInput(new TestRecord<>(key(here), bytes(elsewhere, Events.known()), headers, now));
        events.pipeInput(new TestRecord<>(key(here), bytes(here, Events.known()), headers, now));
        events.pipeInput(new TestRecord<>(key(here), bytes(here, Events.shipped("o-1")), headers, now));

        List<TestRecord<byte[], byte[]>> letters = output("shop.events.dead-letters");
        assertThat(letters)
                .extracting(letter -> header(letter, "vestnik-reason"))
                .containsExactly("unreadable", "misplaced");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(header(letter, "vestnik-truncated")).isEqualTo("true");
            assertThat(size(letter))
                    .isLessThan(Topics.deadLetters(Topics.SHOP_EVENTS).maxMessageBytes());
        });
        assertThat(output(SMS))
                .singleElement()
                .satisfies(sent -> assertThat(size(sent)).isLessThan(10_000));
    }

    private static long size(TestRecord<byte[], byte[]> record) {
        long size = record.key().length + record.value().length;
        for (Header header : record.headers()) {
            size += header.key().length() + header.value().length;
        }
        return size;
    }

    @Test
    void theSameEventTwiceChangesNothingTheSecondTime() {
        happens(ANNA, Events.known());
        byte[] event = bytes(ANNA, Events.shipped("o-1"));
        events.pipeInput(key(ANNA), event);
        byte[] once = store().get(stateKey(ANNA));
        events.pipeInput(key(ANNA), event);
        assertThat(output(SMS)).hasSize(1);
        assertThat(store().get(stateKey(ANNA))).isEqualTo(once);
    }

    @Test
    void aQuietCartIsRemindedWhenItsTimeHasCome() {
        happens(ANNA, Events.known());
        happens(ANNA, Events.consent());
        happens(ANNA, Events.cart("c-1"));
        after(Duration.ofMinutes(90));
        happens(ANNA, Events.page());
        after(Duration.ofMinutes(119));
        assertThat(output(BULK)).isEmpty();
        after(Duration.ofMinutes(2));
        assertThat(output(BULK)).hasSize(1);
        assertThat(wakeUps(0x01)).as("only the far-off housekeeping is left").hasSize(1);
    }

    @Test
    void aPartOfABudgetThatNobodySpendsGoesBackToItsOwner() {
        definitions = budgeted();
        BudgetKey spring = new BudgetKey("main", "spring", BudgetKey.TOTAL);
        happens(ANNA, Events.known());
        happens(ANNA, Events.consent());
        happens(ANNA, Events.delivered("o-1"));
        after(Duration.ofSeconds(3));
        assertThat(output(BULK)).hasSize(1);
        assertThat(leased(spring)).isEqualTo(10);
        assertThat(store().get(PurseCodec.key(spring))).isNotNull();

        after(PurseBook.LOOKED_AT.plusSeconds(1));
        after(PurseBook.LOOKED_AT.plusSeconds(1));
        assertThat(leased(spring)).as("the one that was sent").isEqualTo(1);
        assertThat(store().get(PurseCodec.key(spring))).isNull();

        happens(ANNA, Events.delivered("o-2"));
        after(Duration.ofSeconds(3));
        assertThat(output(BULK)).hasSize(1);
        assertThat(leased(spring)).isGreaterThan(1);
    }

    private long leased(BudgetKey budget) {
        byte[] owner = budget.toString().getBytes(StandardCharsets.UTF_8);
        return new BudgetCodec().read(store().get(StoreKeys.state(owner))).leased();
    }

    private static Definitions budgeted() {
        Definitions published = Journeys.definitions(
                8,
                Journeys.oneMessage("delivered", "marketing", "order.delivered", "hello")
                        .replace("class: marketing", "class: marketing, topic: sales"));
        Checked.Sound<SettingsDocument> settings = (Checked.Sound<SettingsDocument>)
                SettingsDocument.parse("budgets: [{id: spring, max: 640, per: total, journeys: [delivered]}]");
        return Definitions.of(
                9, published.journeys(), published.templates(), settings.value().settings());
    }

    @Test
    void aPurchaseEndsTheWaitAndItsStaleWakeUpDoesNothing() {
        happens(ANNA, Events.known());
        happens(ANNA, Events.consent());
        happens(ANNA, Events.cart("c-1"));
        happens(ANNA, Events.placed("c-1"));
        after(Duration.ofHours(3));
        assertThat(output(BULK)).isEmpty();
        assertThat(outcomes("engine.decisions")).contains("LEFT", "CONVERTED");
        assertThat(state().instances()).isEmpty();
    }

    @Test
    void aPageViewThatConcernsNobodyWritesNothing() {
        happens(new CustomerKey("main", "stranger"), Events.page());
        assertThat(store().all().hasNext()).isFalse();
        assertThat(driver.producedTopicNames()).isEmpty();
    }

    @Test
    void serviceGoesBeforeMarketing() {
        for (int i = 0; i < 50; i++) {
            CustomerKey customer = new CustomerKey("main", "c" + i);
            happens(customer, Events.known());
            happens(customer, Events.consent());
            happens(customer, i % 2 == 0 ? Events.cart("c") : Events.delivered("o"));
        }
        long before = produced(SMS) + produced(BULK);
        assertThat(before).isZero();
        List<String> order = new ArrayList<>();
        after(Duration.ofHours(3));
        for (TestRecord<byte[], byte[]> decision : output("engine.decisions")) {
            var read = (dev.vestnik.schemas.engine.Decision) avro.read("engine.decisions", decision.value());
            if (read.getOutcome() == dev.vestnik.schemas.engine.Outcome.SENT) {
                order.add(read.getJourney());
            }
        }
        assertThat(order).hasSize(50);
        assertThat(order.subList(0, 25)).containsOnly("delivered");
        assertThat(order.subList(25, 50)).containsOnly("abandoned-cart");
    }

    @Test
    void aWakeUpThatTheStateKnowsNothingOfIsOnlyRemoved() {
        happens(ANNA, Events.known());
        happens(ANNA, Events.delivered("o"));
        byte[] due = wakeUps(0x00).getFirst();
        byte[] stale = due.clone();
        stale[8] ^= 1; // a millisecond off
        Instant staleAt = Instant.ofEpochMilli(ByteBuffer.wrap(stale).getLong(1));
        byte[] otherState = new StateCodec()
                .write(CustomerState.NEW.withArmed(new Armed(staleAt, null)), null, FeatureLevel.NEWEST);
        stores.wakeUps(new TaskId(0, 0)).changed(StoreKeys.state(key(ANNA)), null, otherState);
        assertThat(wakeUps(0x00)).hasSize(2);
        after(Duration.ofHours(2).plusSeconds(1));
        assertThat(produced(SMS)).isEqualTo(1);
        assertThat(wakeUps(0x00)).doesNotContain(stale, due);
    }

    @Test
    void aBurstOfWakeUpsFiresEachExactlyOnce() {
        int many = 2_000;
        for (int i = 0; i < many; i++) {
            CustomerKey customer = new CustomerKey("main", "c" + i);
            happens(customer, Events.known());
            happens(customer, Events.delivered("o"));
        }
        after(Duration.ofHours(2));
        while (produced(SMS) < many && wakeUps(0x00).size() > 0) {
            after(Duration.ofMillis(100));
        }
        assertThat(output(SMS).stream().map(record -> new String(record.key(), StandardCharsets.UTF_8)))
                .hasSize(many)
                .doesNotHaveDuplicates();
        assertThat(meters.get("vestnik.timer.lateness").timer().count()).isEqualTo(many);
    }

    @Test
    void poisonIsSetAsideWithItsCauseAndStopsNothing() {
        events.pipeInput(key(ANNA), new byte[] {9, 9, 9});
        events.pipeInput(key(ANNA), (byte[]) null);
        happens(ANNA, Events.known());
        List<TestRecord<byte[], byte[]>> letters = output("shop.events.dead-letters");
        assertThat(letters).hasSize(2);
        assertThat(letters.getFirst().value()).isEqualTo(new byte[] {9, 9, 9});
        assertThat(header(letters.getFirst(), "vestnik-topic")).isEqualTo("shop.events");
        assertThat(header(letters.getFirst(), "vestnik-offset")).isEqualTo("0");
        assertThat(header(letters.getFirst(), "vestnik-reason")).isEqualTo("unreadable");
        assertThat(state().profile().phone()).isNotNull();
        assertThat(meters.get("vestnik.dead.letters")
                        .tag("topic", "shop.events")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void anInstanceThatTheRulesFailOnIsParkedAndTheOthersGoOn() {
        happens(ANNA, Events.known());
        definitions = Journeys.definitions(
                8, Journeys.oneMessage("other", "service", "order.shipped", "broken"), Journeys.SHIPPED);
        happens(ANNA, Events.shipped("o-1"));
        assertThat(output(SMS)).hasSize(1);
        assertThat(output("shop.events.dead-letters")).isEmpty();
        assertThat(StateCodec.parked(store().get(stateKey(ANNA)))).isEqualTo(1);
        assertThat(meters.get("vestnik.instances.stuck").gauge().value()).isEqualTo(1);
        assertThat(timeline()).contains(Decision.Outcome.STUCK);
    }

    @Test
    void aStateThatCannotBeReadStopsItsCustomerAlone() {
        CustomerKey boris = new CustomerKey("main", "boris");
        happens(ANNA, Events.known());
        happens(ANNA, Events.delivered("o-1"));
        store().put(stateKey(ANNA), new byte[] {99, 1, 2, 3});
        happens(ANNA, Events.shipped("o-1"));
        happens(boris, Events.known());
        happens(boris, Events.shipped("o-2"));
        after(Duration.ofHours(3));
        assertThat(header(output("shop.events.dead-letters").getFirst(), "vestnik-reason"))
                .isEqualTo("unreadable-state");
        assertThat(output(SMS).stream().map(record -> new String(record.key(), StandardCharsets.UTF_8)))
                .containsExactly("main/boris");
    }

    @Test
    void aWakeUpOfAStateThatCannotBeReadComesAgainUntilItCan() {
        happens(ANNA, Events.known());
        happens(ANNA, Events.delivered("o-1"));
        byte[] readable = store().get(stateKey(ANNA));
        byte[] later = readable.clone();
        later[0] = 99;
        store().put(stateKey(ANNA), later);
        after(Duration.ofHours(3));
        assertThat(output(SMS)).isEmpty();
        assertThat(output("engine.decisions.dead-letters"))
                .as("set aside once")
                .extracting(letter -> header(letter, "vestnik-reason"))
                .containsExactly("unreadable-state");

        store().put(stateKey(ANNA), readable);
        after(Duration.ofMinutes(16));
        after(Duration.ofSeconds(1));
        assertThat(output(SMS)).hasSize(1);
        assertThat(wakeUps(0x00))
                .extracting(key -> ByteBuffer.wrap(key).getLong(1))
                .containsExactly(armed());
        after(Duration.ofHours(3));
        assertThat(output(SMS)).isEmpty();
    }

    @Test
    void theLevelOfTheDefinitionsSaysInWhichFormatAStateIsWritten() {
        definitions = definitions.on(FeatureLevel.OLDEST);
        happens(ANNA, Events.known());
        assertThat(store().get(stateKey(ANNA))[0]).isEqualTo((byte) 2);
        CustomerState before = state();
        definitions = definitions.on(FeatureLevel.STATE_FORMAT_3);
        happens(ANNA, Events.page());
        assertThat(store().get(stateKey(ANNA))[0]).as("nothing has changed").isEqualTo((byte) 2);
        happens(ANNA, Events.consent());
        assertThat(store().get(stateKey(ANNA))[0]).isEqualTo((byte) 3);
        assertThat(state().profile()).isEqualTo(before.profile());
    }

    @Test
    void anErasureLeavesNothingOfASectionThatThisVersionDoesNotKnow() {
        happens(ANNA, Events.known());
        store().put(stateKey(ANNA), withUnknown(store().get(stateKey(ANNA))));
        happens(ANNA, Events.consent());
        assertThat(new StateCodec().read(store().get(stateKey(ANNA))).hasUnknown())
                .isTrue();
        happens(ANNA, Events.erased());
        byte[] erased = store().get(stateKey(ANNA));
        assertThat(erased == null || !new StateCodec().read(erased).hasUnknown())
                .isTrue();
    }

    private static byte[] withUnknown(byte[] state) {
        return ByteBuffer.allocate(state.length + 4)
                .put(state)
                .put(new byte[] {77, 2, 1, 2})
                .array();
    }

    @Test
    void aStateThatWouldGetTooLargeIsSetAsideBeforeAnythingIsStored() {
        definitions = Journeys.definitions(8, Journeys.ABANDONED_CART);
        happens(ANNA, Events.cart("c-1"));
        byte[] before = store().get(stateKey(ANNA));
        happens(ANNA, Events.cart("c-1", "https://shop.example/" + "x".repeat(1_000_000)));
        assertThat(store().get(stateKey(ANNA))).isEqualTo(before);
        assertThat(header(output("shop.events.dead-letters").getFirst(), "vestnik-reason"))
                .isEqualTo("too-large");
    }

    @Test
    void aStopIsHeardWhateverTheStateIsFullOf() {
        definitions = Journeys.definitions(
                8,
                Journeys.ABANDONED_CART
                        .replace("class: marketing", "class: service")
                        .replace("items: event.items, total: event.total", "url: event.checkoutUrl"));
        for (int i = 0; i < 8; i++) {
            happens(ANNA, Events.cart("c-" + i, "https://shop.example/" + i + "x".repeat(120_000)));
        }
        for (int i = 0; i < 300; i++) {
            happens(ANNA, Events.cart("d-" + i, "https://shop.example/" + i + "x".repeat(1_000)));
        }
        assertThat(output("shop.events.dead-letters"))
                .as("carts for which there is no room")
                .isNotEmpty();
        for (int i = 0; i < 20; i++) {
            happens(ANNA, Events.refused("t".repeat(100) + i));
        }
        assertThat(state().consents()).hasSize(20).noneMatch(Consent::granted);
        assertThat(output("shop.events.dead-letters")).isEmpty();
        assertThat(state().instances()).isNotEmpty();
    }

    @Test
    void aFieldThatIsTooLargeIsNotKeptAndWhatComesAfterItIsHeard() {
        happens(ANNA, Events.known());
        happens(ANNA, Events.named("x".repeat(1_000_000)));
        happens(ANNA, Events.consent());
        assertThat(new StateCodec().read(store().get(stateKey(ANNA))).state().consents())
                .hasSize(1);
        assertThat(output("shop.events.dead-letters")).isEmpty();
    }

    @Test
    void aWakeUpThatTheRulesFailOnParksItsInstanceAndDoesNotBlockTheOthers() {
        CustomerKey boris = new CustomerKey("main", "boris");
        happens(ANNA, Events.known());
        happens(ANNA, Events.delivered("o-1"));
        definitions = Journeys.definitions(
                8, Journeys.DELIVERED_LATER.replace("template: hello", "template: broken"), Journeys.SHIPPED);
        after(Duration.ofHours(3));
        definitions = Journeys.definitions(9, Journeys.DELIVERED_LATER, Journeys.SHIPPED);
        happens(boris, Events.known());
        happens(boris, Events.delivered("o-2"));
        after(Duration.ofHours(3));

        assertThat(output("engine.decisions.dead-letters")).isEmpty();
        assertThat(state().armed().service()).isNull();
        assertThat(state().instances())
                .singleElement()
                .satisfies(parked -> assertThat(parked.position()).isInstanceOf(Position.Stuck.class));
        assertThat(wakeUps(0x00)).noneMatch(key -> new String(key, StandardCharsets.UTF_8).endsWith("anna"));
        assertThat(output(SMS).stream().map(record -> new String(record.key(), StandardCharsets.UTF_8)))
                .containsExactly("main/boris");
    }

    @Test
    void whatIsInTheWrongPlaceIsForwardedOnce() {
        definitions = definitions.on(FeatureLevel.MEMORY); // no commands to addresses, which would be forwarded too
        driver.close();
        open(2);
        CustomerKey elsewhere = new CustomerKey("main", inPartition(1));
        CustomerKey here = new CustomerKey("main", inPartition(0));
        byte[] event = bytes(elsewhere, Events.known());
        events.pipeInput("other hash".getBytes(StandardCharsets.UTF_8), event);
        events.pipeInput((byte[]) null, bytes(here, Events.known()));

        List<TestRecord<byte[], byte[]>> forwarded = output("shop.events");
        assertThat(forwarded).extracting(TestRecord::key).containsExactly(key(elsewhere), key(here));
        assertThat(forwarded.getFirst().value()).isEqualTo(event);
        assertThat(meters.get("vestnik.events.forwarded").counter().count()).isEqualTo(2);

        // What the driver feeds back stands for a second engine with another count of partitions.
        assertThat(header(output("shop.events.dead-letters").getFirst(), "vestnik-reason"))
                .isEqualTo("misplaced");
        assertThat(store().get(stateKey(here))).isNotNull();
    }

    @Test
    void anErasedCustomersTimelineIsForgotten() {
        happens(ANNA, Events.known());
        happens(ANNA, Events.shipped("o-1"));
        assertThat(timeline()).contains(Decision.Outcome.SENT);
        happens(ANNA, Events.erased());
        assertThat(timeline()).doesNotContain(Decision.Outcome.SENT);
        assertThat(state().profile().fields()).isEmpty();
    }

    @Test
    void theTimelineKeepsTheLastTwoHundredEntries() {
        happens(ANNA, Events.known());
        for (int i = 0; i < 300; i++) {
            happens(ANNA, Events.shipped("o-" + i));
        }
        List<TimelineEntry> entries = TimelineRing.read(store(), key(ANNA), new TimelineCodec());
        assertThat(entries).hasSize(TimelineRing.ENTRIES);
        assertThat(entries.getFirst().sequence()).isEqualTo(state().timelineNext() - 1);
        assertThat(entries).extracting(TimelineEntry::sequence).doesNotHaveDuplicates();
    }

    @Test
    void customEventsAreReadAndDoNotStopAnything() {
        happens(ANNA, new CustomEvent("x.points", "{\"points\": 3, \"deep\": {\"list\": [1, 2.5, null]}}"));
        happens(ANNA, new CustomEvent("x.points", "no json"));
        assertThat(output("shop.events.dead-letters")).hasSize(1);
    }

    @Test
    void theHighestRevisionUsedIsRememberedAndWaitedFor() {
        happens(ANNA, Events.known());
        assertThat(new CustomerStore(store()).revision()).isEqualTo(7);
    }

    @Test
    void anEventThatStartsNothingIsCountedAndTracedAndCostsNoWrite() {
        happens(ANNA, Events.known());
        byte[] before = store().get(stateKey(ANNA));
        long position = written();
        happens(ANNA, Events.emptyCart("c1"));
        happens(ANNA, Events.emptyCart("c1"));
        happens(ANNA, new CustomEvent("x.typo", "{}"));
        happens(ANNA, Events.page());

        assertThat(store().get(stateKey(ANNA))).isEqualTo(before);
        assertThat(written()).isEqualTo(position);
        assertThat(trace.of(ANNA))
                .satisfiesExactly(
                        typo -> {
                            assertThat(typo.event()).isEqualTo("x.typo");
                            assertThat(typo.reason()).isEqualTo("unheard");
                            assertThat(typo.journey()).isNull();
                        },
                        condition -> {
                            assertThat(condition.journey()).isEqualTo("abandoned-cart");
                            assertThat(condition.reason()).isEqualTo("condition");
                            assertThat(condition.detail()).isEqualTo("event.items.size() > 0");
                            assertThat(condition.times()).isEqualTo(2);
                            assertThat(condition.lastId()).isEqualTo("e2");
                        });
        assertThat(meters.get("vestnik.events.passed")
                        .tags("journey", "abandoned-cart", "reason", "condition")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(meters.get("vestnik.events.unheard")
                        .tag("type", "x.typo")
                        .counter()
                        .count())
                .isEqualTo(1);
        happens(ANNA, Events.erased());
        assertThat(trace.of(ANNA)).isEmpty();
    }

    @Test
    void typesThatAreMadeUpByProgramAreCountedTogether() {
        for (int i = 0; i < 150; i++) {
            happens(ANNA, new CustomEvent("x.made-up-" + i, "{}"));
        }
        assertThat(meters.get("vestnik.events.unheard").counters()).hasSizeLessThanOrEqualTo(101);
        assertThat(meters.get("vestnik.events.unheard")
                        .tag("type", "other")
                        .counter()
                        .count())
                .isEqualTo(50);
        assertThat(trace.of(ANNA)).hasSize(20).first().extracting(Passed::event).isEqualTo("x.made-up-149");
    }

    /** How many records the store's changelog has. */
    private long written() {
        return produced("test-customers-changelog");
    }

    @Test
    void aPublicationEndsRunsToWhichNothingHappens() {
        happens(ANNA, Events.known());
        happens(ANNA, Events.cart("c1"));
        assertThat(state().instances()).hasSize(1);
        definitions = Journeys.versions(8, InFlight.EXIT, Journeys.ABANDONED_CART, Journeys.ABANDONED_CART);
        CustomerStore kept = new CustomerStore(store());
        await().pollInSameThread().until(() -> {
            after(Duration.ofSeconds(1));
            return kept.walked() != 0;
        });
        assertThat(state().instances()).isEmpty();
        assertThat(kept.revision()).isEqualTo(8);
        long walked = kept.walked();
        kept.revision(9);
        assertThat(kept.revision()).isEqualTo(9);
        assertThat(kept.walked()).isEqualTo(walked);
    }

    @Test
    void aVisitorWhoIsIdentifiedComesWithAllThatTheKeyHad() {
        happens(ANNA, Events.known());
        for (int i = 0; i < 10; i++) {
            happens(VISITOR, Events.cart("c" + i, "https://shop.example/" + i + "/" + "x".repeat(40_000)));
        }
        happens(ANNA, Events.identified(VISITOR));
        assertThat(state().instances()).hasSize(10);
        assertThat(state().ties().expected()).isEmpty();
        assertThat(stored(VISITOR).instances()).isEmpty();
        assertThat(stored(VISITOR).ties().departure())
                .isNotNull()
                .extracting(Ties.Departure::left)
                .isNull();
        assertThat(output("engine.commands"))
                .extracting(record -> ((EngineCommand) avro.read("engine.commands", record.value())).getPayload())
                .filteredOn(MovePart.class::isInstance)
                .hasSizeGreaterThan(1)
                .allSatisfy(part ->
                        assertThat(((MovePart) part).getState().remaining()).isLessThanOrEqualTo(256 * 1024));
        assertThat(wakeUps(9)).as("parts that are put by").isEmpty();

        happens(VISITOR, Events.cart("later"));
        assertThat(state().instances()).hasSize(11);
        happens(VISITOR, Events.shipped("o-1"));
        assertThat(output(SMS)).hasSize(1);
        happens(ANNA, Events.erased());
        assertThat(stored(VISITOR).isOfSomebody()).as("nothing is left").isFalse();
        assertThat(stored(VISITOR).ties()).isEqualTo(Ties.NONE);
        assertThat(state().ties().erasure().pending()).isEmpty();
        assertThat(output("engine.commands.dead-letters")).isEmpty();
    }

    @Test
    void partsWaitForTheLastOneWhateverHappensBetween() {
        happens(ANNA, Events.known());
        List<EngineCommand> parts = expected(large());
        command(parts.get(0));
        happens(ANNA, Events.cart("own"));
        assertThat(state().profile().locale("none")).isEqualTo("none");
        assertThat(wakeUps(9)).hasSize(1);
        command(parts.get(1));
        assertThat(state().profile().locale("none")).isEqualTo("ru");
        assertThat(state().instances()).hasSize(1);
        assertThat(wakeUps(9)).isEmpty();
    }

    @Test
    void anErasureDiscardsThePartsThatHaveComeAndThoseUnderWay() {
        List<EngineCommand> parts = expected(large());
        command(parts.get(0));
        happens(ANNA, Events.erased());
        assertThat(wakeUps(9)).isEmpty();
        command(parts.get(1));
        assertThat(state().isOfSomebody()).isFalse();
        assertThat(wakeUps(9)).isEmpty();
    }

    private static CustomerState large() {
        Map<String, Object> attributes = Map.of("a", "x".repeat(300_000));
        return CustomerState.NEW.withProfile(new Profile(Map.of("locale", "ru", "attributes", attributes)));
    }

    /** As if Anna had been identified as the visitor, who sends this: the driver would bring it at once. */
    private List<EngineCommand> expected(CustomerState moved) {
        UUID move = new UUID(1, 2);
        Ties.Expected expected = new Ties.Expected(VISITOR, move, NOON.plus(Duration.ofDays(1)));
        StateCodec codec = new StateCodec();
        byte[] before = store().get(stateKey(ANNA));
        CustomerState state =
                before == null ? CustomerState.NEW : codec.read(before).state();
        store().put(stateKey(ANNA), codec.whole(state.withTies(Ties.NONE.withExpected(List.of(expected)))));
        return MoveRecords.parts(VISITOR, new Effect.MoveOut(ANNA, move, moved), codec.whole(moved), now);
    }

    private void command(EngineCommand command) {
        driver.createInputTopic("engine.commands", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key(ANNA), avro.write("engine.commands", command), now);
    }

    private CustomerState stored(CustomerKey customer) {
        byte[] state = store().get(stateKey(customer));
        return state == null ? CustomerState.NEW : new StateCodec().read(state).state();
    }

    private void happens(CustomerKey customer, Object payload) {
        events.pipeInput(key(customer), bytes(customer, payload), now);
    }

    private byte[] bytes(CustomerKey customer, Object payload) {
        return avro.write("shop.events", Events.event(customer, "e" + count++, now, payload));
    }

    private void after(Duration duration) {
        now = now.plus(duration);
        driver.advanceWallClockTime(duration);
    }

    private List<TestRecord<byte[], byte[]>> output(String topic) {
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return driver.producedTopicNames().contains(topic) ? output.readRecordsToList() : List.of();
    }

    private long produced(String topic) {
        return driver.producedTopicNames().contains(topic)
                ? driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .getQueueSize()
                : 0;
    }

    private List<String> outcomes(String topic) {
        return output(topic).stream()
                .map(record -> (dev.vestnik.schemas.engine.Decision) avro.read(topic, record.value()))
                .map(decision -> decision.getOutcome().name())
                .toList();
    }

    private List<Decision.Outcome> timeline() {
        return TimelineRing.read(store(), key(ANNA), new TimelineCodec()).stream()
                .map(entry -> entry.decision().outcome())
                .toList();
    }

    private CustomerState state() {
        return new StateCodec().read(store().get(stateKey(ANNA))).state();
    }

    private long armed() {
        return StateCodec.armed(store().get(stateKey(ANNA)), WakeClass.SERVICE);
    }

    private KeyValueStore<byte[], byte[]> store() {
        return driver.getKeyValueStore("customers");
    }

    private List<byte[]> wakeUps(int prefix) {
        List<byte[]> keys = new ArrayList<>();
        try (var all = store().range(new byte[] {(byte) prefix}, new byte[] {(byte) (prefix + 1)})) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    private static String inPartition(int partition) {
        for (int i = 0; ; i++) {
            if (Utils.toPositive(new CustomerKey("main", "c" + i).murmur2()) % 2 == partition) {
                return "c" + i;
            }
        }
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] stateKey(CustomerKey customer) {
        return StoreKeys.state(key(customer));
    }

    private static byte[] key(CustomerKey customer) {
        return customer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
