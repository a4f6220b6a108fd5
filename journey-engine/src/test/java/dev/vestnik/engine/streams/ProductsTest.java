package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.product.ProductIntake;
import dev.vestnik.engine.streams.intake.Events;
import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.engine.streams.intake.ShopFloor;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.verification.CodeKey;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.Money;
import dev.vestnik.schemas.shop.ProductEvent;
import dev.vestnik.schemas.shop.ProductHeader;
import dev.vestnik.schemas.shop.ProductUpdated;
import dev.vestnik.schemas.shop.ProductViewed;
import dev.vestnik.schemas.shop.WaitlistJoined;
import dev.vestnik.service.kafka.ClusterPreparation;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.RecordTraces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** From what a shop says of a product to the message, on a real broker. {@code -Dvestnik.fanout.customers=100000} is a larger size. */
@ExtendWith(SharedEngine.class)
@Execution(ExecutionMode.CONCURRENT)
class ProductsTest {
    static {
        Awaitility.doNotCatchUncaughtExceptionsByDefault(); // threads that end are what is tested
    }

    private static final int CUSTOMERS = Integer.getInteger("vestnik.fanout.customers", 4_000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final CustomerKey BORIS = new CustomerKey("main", "boris");
    private static final CustomerKey VERA = new CustomerKey("main", "vera");

    @TempDir
    private static Path dir;

    private final KafkaSettings settings;
    private final ShopFloor shop;
    private final AvroSerializer<ProductEvent> products = new AvroSerializer<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger decisionsUntilCrash = new AtomicInteger(-1);
    private volatile Definitions definitions = Journeys.definitions(
            1,
            """
            id: drops
            class: service
            entry: {on: product.price_dropped, key: event.productId}
            context: {product: event.productId, was: event.was}
            start: ask
            steps:
              ask: {type: lookup, source: products, params: {productId: context.product}, into: today, next: still}
              still: {type: branch, cases: [{if: 'has(context.today) && context.today.price.amount < context.was.amount', next: tell}], otherwise: end}
              tell: {type: message, template: hello, channels: [{via: sms}], onSent: end, onNone: end}
              end: {type: end}
            """,
            journey("restocks", "product.restocked"),
            journey("shipped", "order.shipped").replace("event.productId", "event.orderId"),
            """
            id: few-left
            class: service
            entry: {on: order.ready, key: event.orderId}
            context: {order: event.orderId}
            start: ask
            steps:
              ask: {type: lookup, source: products, params: {productId: context.order}, into: product, timeout: PT5S, next: few}
              few: {type: branch, cases: [{if: 'has(context.product) && context.product.stock in [1, 2]', next: tell}], otherwise: end}
              tell: {type: message, template: hello, channels: [{via: sms}], onSent: end, onNone: end}
              end: {type: end}
            """,
            """
            id: more
            class: service
            entry: {on: order.placed, key: event.orderId}
            context: {products: 'event.items.map(item, item.productId)'}
            start: ask
            steps:
              ask: {type: lookup, source: bought-together, params: {productId: context.products}, into: more, next: cup}
              cup: {type: branch, cases: [{if: 'has(context.more) && context.more.map(one, one.productId) == ["cup"]', next: tell}], otherwise: end}
              tell: {type: message, template: hello, channels: [{via: sms}], onSent: end, onNone: end}
              end: {type: end}
            """);
    private EngineStreams engine;
    private ProductIntake intake;
    private int events;

    ProductsTest(Cluster cluster) {
        settings = cluster.settings("products" + RUNS.incrementAndGet() + ".", 4);
        shop = new ShopFloor(settings);
        products.configure(settings.clientConfig(), false);
    }

    private static String journey(String id, String on) {
        return Journeys.oneMessage(id, "service", on, "hello").replace("event.orderId", "event.productId");
    }

    @BeforeEach
    void open() throws Exception {
        try (ClusterPreparation preparation = new ClusterPreparation(settings, "test")) {
            preparation.prepare(EngineStreams.topics());
        }
        engine = new EngineStreams(
                new EngineStreamsSettings(
                        "engine",
                        dir.resolve(settings.topicPrefix() + "state"),
                        2,
                        "one",
                        0,
                        64,
                        Duration.ofMillis(100)),
                settings,
                new Decider((customer, channel, topic) -> "https://shop.example/u"),
                new CrashingSource(),
                meters,
                RecordTraces.NONE,
                new CodeKey("a secret of tests only"));
        engine.start("127.0.0.1:1");
        begin();
        await().atMost(PATIENCE).until(engine::ready);
    }

    private void begin() {
        intake = new ProductIntake(
                settings,
                "engine",
                () -> definitions.level().allows(FeatureLevel.PRODUCTS),
                meters,
                ObservationRegistry.NOOP);
        intake.begin();
    }

    @AfterEach
    void close() {
        intake.close();
        engine.close();
        shop.close();
        products.close();
    }

    @Test
    void aDropOfWhatAnnaLookedAtReachesHerOnceAndNobodyElse() {
        looked(ANNA, "kettle");
        looked(BORIS, "lamp");
        said("kettle", 1_000, 5);
        said("kettle", 900, 5);
        assertThat(shop.messages("messages.sms", 1))
                .extracting(ProductsTest::customer)
                .containsExactly("anna");
        said("kettle", 900, 4);
        said("lamp", 300, 5);
        said("lamp", 200, 5);
        assertThat(shop.messages("messages.sms", 2))
                .extracting(ProductsTest::customer)
                .containsExactlyInAnyOrder("anna", "boris");
        assertThat(toProduct("kettle") + toProduct("lamp"))
                .as("nobody asks the product: it hears what the shop says, and no more")
                .isEqualTo(5);
        assertThat(engine.status().deadLetters()).isZero();
    }

    @Test
    void whoAsksAfterTheNewsIsAnsweredByABucket() {
        looked(ANNA, "kettle");
        said("kettle", 1_000, 2);
        said("kettle", 900, 2);
        assertThat(shop.messages("messages.sms", 1)).hasSize(1);
        shop.says(BORIS, Events.known());
        shop.says(BORIS, Events.ready("kettle"));
        assertThat(shop.messages("messages.sms", 2))
                .extracting(ProductsTest::customer)
                .containsExactlyInAnyOrder("anna", "boris");
        assertThat(toProduct("kettle")).isEqualTo(2);
    }

    @Test
    void asManyOfAWaitingListAreToldAsThereAreGoods() {
        for (CustomerKey customer : List.of(ANNA, BORIS, VERA)) {
            shop.says(customer, Events.known());
            shop.says(customer, new WaitlistJoined("kettle", null));
            until(customer, state -> !state.memory().history().interests().isEmpty());
        }
        said("kettle", 1_000, 0);
        said("kettle", 1_000, 2);
        assertThat(shop.messages("messages.sms", 2))
                .extracting(ProductsTest::customer)
                .doesNotHaveDuplicates()
                .hasSize(2);
        said("kettle", 1_000, 1);
        said("kettle", 1_000, 2);
        assertThat(shop.messages("messages.sms", 3))
                .extracting(ProductsTest::customer)
                .containsExactlyInAnyOrder("anna", "boris", "vera");
    }

    @Test
    void aJourneyAsksTheProductForItsStock() {
        said("o-1", 1_000, 2);
        said("o-2", 1_000, 50);
        await().atMost(PATIENCE).until(() -> counted("vestnik.product.events", "outcome", "told") == 2);
        shop.says(ANNA, Events.known());
        shop.says(ANNA, Events.ready("o-1"));
        assertThat(shop.messages("messages.sms", 1)).hasSize(1);
        shop.says(ANNA, Events.ready("o-2"));
        shop.says(ANNA, Events.ready("o-3"));
        // The one that was told waits for the sender.
        await().atMost(PATIENCE).until(() -> counted("vestnik.decisions", "outcome", "LEFT") == 2);
        assertThat(shop.messages("messages.sms", 1)).hasSize(1);
        assertThat(engine.status().deadLetters()).isZero();
    }

    @Test
    void annaIsRecommendedWhatOthersBoughtWithItAndCanBeHad() {
        for (String product : List.of("kettle", "cup", "pot", "tea")) {
            said(product, 1_000, product.equals("pot") ? 0 : 5);
        }
        await().atMost(PATIENCE).until(() -> counted("vestnik.product.events", "outcome", "told") == 4);
        ordered(BORIS, "kettle", "pot", "cup", "tea");
        ordered(VERA, "kettle", "pot", "cup", "tea");
        await().atMost(PATIENCE).until(() -> counted("vestnik.decisions", "outcome", "LEFT") == 2);
        ordered(ANNA, "tea");
        await().atMost(PATIENCE).until(() -> counted("vestnik.decisions", "outcome", "LEFT") == 3);
        ordered(ANNA, "kettle");
        assertThat(shop.messages("messages.sms", 1))
                .extracting(ProductsTest::customer)
                .containsExactly("anna");
        assertThat(counted("vestnik.recommendations", "outcome", "found")).isPositive();
        assertThat(engine.status().deadLetters()).isZero();
    }

    private void ordered(CustomerKey customer, String... products) {
        shop.says(customer, Events.known());
        shop.says(customer, Events.ordered("o-" + customer.customerId() + "-" + products[0], products));
    }

    @Test
    void whatCannotBeReadIsSetAsideAndTheNextOneIsHeard() {
        looked(ANNA, "kettle");
        String topic = settings.topicPrefix() + "shop.products";
        shop.send(new ProducerRecord<>(topic, "main/kettle".getBytes(StandardCharsets.UTF_8), new byte[] {7, 7}));
        shop.send(new ProducerRecord<>(topic, "main/kettle".getBytes(StandardCharsets.UTF_8), null));
        said("kettle", 1_000, 5);
        said("kettle", 900, 5);
        assertThat(shop.messages("messages.sms", 1)).hasSize(1);
        assertThat(shop.records("shop.products.dead-letters", 1)).hasSize(1);
        assertThat(counted("vestnik.product.events", "outcome", "deleted")).isEqualTo(1);
    }

    @Test
    void nobodyIsLeftOutAndNobodyToldTwiceThoughThreadsDieThreeTimes() {
        for (int i = 0; i < CUSTOMERS; i++) {
            looked(new CustomerKey("main", "c" + i), "kettle");
        }
        said("kettle", 1_000, 5);
        // Whoever is asked last has been read, and so have those before in that partition; a view is a command away
        // from its bucket.
        await().atMost(PATIENCE).until(() -> interested() == CUSTOMERS);
        long began = System.nanoTime();
        said("kettle", 900, 5);
        shop.messages("messages.sms", 1);
        System.out.printf("the first message came %d ms after the drop%n", millisSince(began));
        for (int crash = 1; crash <= 3; crash++) {
            int told = crash * CUSTOMERS / 5;
            await().atMost(PATIENCE).until(() -> entered() >= told);
            decisionsUntilCrash.set(20);
            await().atMost(PATIENCE).until(() -> decisionsUntilCrash.get() < 0 || entered() >= CUSTOMERS);
            await().atMost(PATIENCE).until(engine::ready);
        }
        assertThat(shop.messages("messages.sms", CUSTOMERS))
                .extracting(ProductsTest::customer)
                .doesNotHaveDuplicates()
                .hasSize(CUSTOMERS);
        System.out.printf("%d customers in %d ms, three crashes among them%n", CUSTOMERS, millisSince(began));
        assertThat(engine.status().deadLetters()).isZero();
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    /** Commands that tell buckets of those who looked. */
    private int interested() {
        return (int) shop.records("engine.commands", 0).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).startsWith("/product/main/p"))
                .filter(record -> !new String(record.key(), StandardCharsets.UTF_8).startsWith("/product/main/p/"))
                .count();
    }

    private int toProduct(String product) {
        return (int) shop.records("engine.commands", 0).stream()
                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals("/product/main/p/" + product))
                .count();
    }

    private double entered() {
        return counted("vestnik.decisions", "outcome", "ENTERED");
    }

    private double counted(String meter, String tag, String value) {
        return meters.find(meter).tag(tag, value).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private void looked(CustomerKey customer, String product) {
        shop.says(customer, Events.known());
        shop.says(customer, new ProductViewed(null, product, null, null));
    }

    private void said(String product, long price, int stock) {
        String topic = settings.topicPrefix() + "shop.products";
        ProductHeader header = new ProductHeader("p" + events++, "main", product, Instant.now(), "/shops/main");
        ProductEvent event = new ProductEvent(
                header, new ProductUpdated(product, new Money(price, "RUB"), stock, null, null, null, null, null));
        byte[] key = ("main/" + product).getBytes(StandardCharsets.UTF_8);
        shop.send(new ProducerRecord<>(topic, key, products.serialize(topic, event)));
    }

    private static String customer(OutboundMessage message) {
        return message.getHeader().getCustomerId();
    }

    private void until(CustomerKey customer, Predicate<CustomerState> holds) {
        await().atMost(PATIENCE)
                .until(() -> engine.queries().customer(customer) instanceof Lookup.Found<CustomerState>(var state)
                        && holds.test(state));
    }

    /** Ends a stream thread in the middle of its transaction, once. */
    private final class CrashingSource implements DefinitionsSource {
        @Override
        public Definitions current() {
            if (decisionsUntilCrash.getAndUpdate(left -> left < 0 ? left : left - 1) == 0) {
                throw new AssertionError("a thread that dies in the middle of a transaction");
            }
            return definitions;
        }

        @Override
        public void awaitRevision(long revision) {}
    }
}
