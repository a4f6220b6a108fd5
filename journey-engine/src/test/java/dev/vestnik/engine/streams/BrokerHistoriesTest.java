package dev.vestnik.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.Cluster;
import dev.vestnik.engine.SharedEngine;
import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.intake.ShopFloor;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.model.Clock;
import dev.vestnik.rules.model.Compiled;
import dev.vestnik.rules.model.RandomHistories;
import dev.vestnik.rules.model.RandomHistory;
import dev.vestnik.rules.model.Rules;
import dev.vestnik.schemas.engine.Decision;
import dev.vestnik.service.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * An engine on a real broker decides as the bare rules do while it dies in the middle of a decision, before and after commits, is restarted,
 * now and then without its disk, and journeys are published, paused and resumed. Its clock leaps from one event to the next.
 * {@code -Dvestnik.histories=100} runs more histories.
 */
@ExtendWith(SharedEngine.class)
class BrokerHistoriesTest {
    static {
        Awaitility.doNotCatchUncaughtExceptionsByDefault(); // threads that end are what is tested
    }

    private static final int CUSTOMERS = 4;
    private static final int HISTORIES = Integer.getInteger("vestnik.histories", CUSTOMERS);
    private static final long FIRST = 20261129L;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The engine is as late as that, so that what happens to several customers within this time is one step. */
    private static final Duration LATE = Duration.ofMinutes(20);

    /** Those in older versions are looked for so often. */
    private static final Duration WALK = Duration.ofSeconds(11);

    private static final int STEPS_BETWEEN_RESTARTS = 20;
    private static final int PARTITIONS = 2;

    @TempDir
    private Path dir;

    @Test
    void theEngineDecidesAsTheRulesDoWhateverRestarts(Cluster cluster) throws Exception {
        long[] shops = LongStream.iterate(FIRST, seed -> seed + 1)
                .filter(BrokerHistoriesTest::isBusy)
                .limit((HISTORIES + CUSTOMERS - 1) / CUSTOMERS)
                .toArray();
        for (long seed : shops) {
            try (Run run = new Run(seed, cluster.settings("histories-" + seed + ".", PARTITIONS))) {
                run.run();
            }
        }
    }

    /** Whether there is much to decide in the shop, and a journey is paused there. */
    private static boolean isBusy(long seed) {
        RandomHistory history = RandomHistories.of(seed, 0);
        return history.items().stream().anyMatch(item -> item instanceof RandomHistory.Paused)
                && Clock.run(history, new Rules(history)).size() > 10 * CUSTOMERS;
    }

    /** The ways in which an engine is disturbed. */
    private enum Disturbance {
        DIES_DECIDING,
        DIES_BEFORE_COMMIT,
        DIES_AFTER_COMMIT,
        RESTARTED,
        RESTARTED_WITHOUT_DISK
    }

    private interface Meanwhile {
        void happens() throws IOException;
    }

    /** One shop with its customers. */
    private final class Run implements DefinitionsSource, AutoCloseable {
        private final long seed;
        private final KafkaSettings settings;
        private final Path stateDir;
        private final List<BrokerCustomer> customers;
        private final Compiled compiled;
        private final Deque<RandomHistory.Item> changes = new ArrayDeque<>();
        private final LeapingTime time;
        private final Crashes crashes = new Crashes();
        private final BrokerShop shop;
        private volatile Definitions definitions;
        private LeapingEngine engine;

        Run(long seed, KafkaSettings settings) throws Exception {
            this.seed = seed;
            this.settings = settings;
            this.stateDir = dir.resolve("shop-" + seed);
            RandomHistory one = RandomHistories.of(seed, 0);
            this.compiled = new Compiled(one);
            this.definitions = compiled.definitions();
            one.items().stream()
                    .filter(item -> !(item instanceof RandomHistory.Told))
                    .forEach(changes::add);
            this.customers = IntStream.range(0, CUSTOMERS)
                    .mapToObj(number -> new BrokerCustomer(RandomHistories.of(seed, number), compiled))
                    .toList();
            this.time = new LeapingTime(Objects.requireNonNull(next()));
            this.shop = new BrokerShop(settings);
            this.engine = started();
        }

        @Override
        public Definitions current() {
            crashes.come(Crashes.Moment.DECIDING);
            return definitions;
        }

        @Override
        public void awaitRevision(long revision) {}

        private LeapingEngine started() throws InterruptedException {
            return new LeapingEngine(
                    new EngineStreamsSettings("engine", stateDir, 2, "one", 0, 16, Duration.ofMillis(10)),
                    settings,
                    this,
                    time,
                    crashes);
        }

        /** When something is to happen next to any of the customers; null: never. */
        private @Nullable Instant next() {
            return Stream.concat(
                            customers.stream().map(BrokerCustomer::next),
                            changes.stream().map(RandomHistory.Item::at))
                    .flatMap(Stream::ofNullable)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }

        void run() throws IOException, InterruptedException {
            Random random = new Random(seed);
            for (Instant next = next(); next != null; next = next()) {
                time.leapTo(late(next, random));
                if (!changes.isEmpty() && !changes.peek().at().isAfter(time.instant())) {
                    change(changes.remove());
                } else if (random.nextInt(STEPS_BETWEEN_RESTARTS) == 0) {
                    disturbed(Disturbance.values()[random.nextInt(Disturbance.values().length)]);
                } else {
                    say();
                }
                agree();
            }
            assertThat(customers).allMatch(customer -> customer.tooMany().isEmpty());
            assertThat(customers.stream().mapToInt(BrokerCustomer::decisions).sum())
                    .isGreaterThan(10 * CUSTOMERS);
            sentAreTheSame();
        }

        /**
         * Never so late that one customer's wake-ups of two classes fall together: which comes first would hang on the ticks. Nor that
         * somebody is woken about the time of a publication or a pause.
         */
        private Instant late(Instant next, Random random) {
            Instant late = next.plusMillis(random.nextLong(LATE.toMillis()));
            Stream<Instant> seconds = customers.stream()
                    .flatMap(customer -> customer.dues().skip(1).limit(1));
            Stream<Instant> changed =
                    changes.stream().map(RandomHistory.Item::at).filter(next::isBefore);
            Instant change = changes.isEmpty() ? Instant.MAX : changes.peek().at();
            return change.equals(next)
                    ? next
                    : Stream.concat(seconds, changed)
                            .map(second -> second.minusMillis(1))
                            .filter(second -> !second.isBefore(next) && second.isBefore(late))
                            .min(Comparator.naturalOrder())
                            .orElse(late);
        }

        private void disturbed(Disturbance how) throws IOException, InterruptedException {
            switch (how) {
                case DIES_DECIDING -> dies(Crashes.Moment.DECIDING);
                case DIES_BEFORE_COMMIT -> dies(Crashes.Moment.BEFORE_COMMIT);
                case DIES_AFTER_COMMIT -> dies(Crashes.Moment.AFTER_COMMIT);
                case RESTARTED -> restarted(() -> {});
                case RESTARTED_WITHOUT_DISK -> restarted(() -> FileSystemUtils.deleteRecursively(stateDir));
            }
        }

        private void dies(Crashes.Moment moment) {
            crashes.at(moment);
            say();
        }

        /** What comes while it is away is decided later. */
        private void restarted(Meanwhile meanwhile) throws IOException, InterruptedException {
            engine.close();
            meanwhile.happens();
            say();
            engine = started();
        }

        private void change(RandomHistory.Item change) {
            compiled.change(change);
            definitions = compiled.definitions();
            if (change instanceof RandomHistory.Published) {
                customers.forEach(customer -> customer.hearOfPublication(time.instant()));
                time.leapTo(time.instant().plus(WALK));
            } else {
                customers.forEach(customer -> customer.hearNothing(time.instant()));
            }
        }

        private void say() {
            Instant now = time.instant();
            customers.forEach(customer -> customer.say(now, shop));
            shop.settle();
        }

        private void agree() {
            await("what the rules decide")
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(3))
                    .atMost(PATIENCE)
                    .until(this::undecided, List::isEmpty);
            crashes.none();
            customers.forEach(customer -> customer.agree(time.instant()));
        }

        /** The customers about whom the engine has something to decide, each with that. */
        private List<String> undecided() throws InterruptedException {
            if (engine.isDead()) {
                engine.close();
                engine = started();
            }
            shop.decisions(this::decided);
            Instant now = time.instant();
            return customers.stream()
                    .filter(customer -> !isDecided(customer, now))
                    .map(BrokerCustomer::awaited)
                    .toList();
        }

        private void decided(Decision decision) {
            String id = decision.getHeader().getCustomerId();
            customers.stream()
                    .filter(customer -> customer.key().customerId().equals(id))
                    .findFirst()
                    .orElseThrow()
                    .decided(decision);
        }

        private boolean isDecided(BrokerCustomer customer, Instant now) {
            return engine.stored(customer.key()) instanceof Lookup.Found<CustomerState>(CustomerState state)
                    && customer.isDecided(state, now);
        }

        private void sentAreTheSame() {
            List<String> sent = new ArrayList<>();
            try (ShopFloor floor = new ShopFloor(settings)) {
                for (String lane : List.of("sms", "email", "push")) {
                    for (String topic : List.of("messages." + lane, "messages." + lane + ".bulk")) {
                        floor.messages(topic, 0)
                                .forEach(message -> sent.add(message.getMessageId() + " " + message.getAttempt()));
                    }
                }
            }
            assertThat(sent)
                    .as("messages that were sent")
                    .containsExactlyInAnyOrderElementsOf(customers.stream()
                            .flatMap(customer -> customer.handed().stream())
                            .toList());
        }

        @Override
        public void close() {
            engine.close();
            shop.close();
        }
    }
}
