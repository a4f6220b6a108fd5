package dev.vestnik.engine.streams.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Pauses;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.definition.Published.OlderVersions;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.settings.ShopSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WalkOfATaskTest {
    private static final JourneyId CART = new JourneyId("abandoned-cart");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Walks walks = new Walks(meters);
    private final Map<String, Integer> versions = new TreeMap<>();
    private final List<String> moved = new ArrayList<>();
    private final List<Long> reached = new ArrayList<>();
    private final List<String> passes = new CopyOnWriteArrayList<>();
    private Definitions definitions = Definitions.EMPTY;
    private @Nullable Throwable broken;
    private long now;

    @AfterEach
    void close() {
        walks.close();
    }

    @Test
    void nothingIsReadWhereNobodyIsToBeMoved() {
        versions.put("main/anna", 1);
        definitions = published(2, InFlight.KEEP);
        looks(walk(0), 5);
        assertThat(passes).isEmpty();
    }

    @Test
    void movesWhoIsInAnOlderVersionAndThenLooksOnceMore() {
        versions.putAll(Map.of("main/anna", 1, "main/boris", 2, "main/vera", 1));
        definitions = published(2, InFlight.EXIT);
        Walk walk = walk(0);
        comesToRest(walk);
        assertThat(moved).containsExactly("main/anna", "main/vera");
        assertThat(passes).hasSize(2);
        assertThat(reached).hasSize(1);
        looks(walk, 5);
        assertThat(passes).hasSize(2);
    }

    @Test
    void aTaskThatGoesOnElsewhereDoesNotWalkAgain() {
        definitions = published(2, InFlight.EXIT);
        comesToRest(walk(0));
        int before = passes.size();
        looks(walk(reached.getLast()), 5);
        assertThat(passes).hasSize(before);
    }

    @Test
    void whatWasPublishedMeanwhileIsWalkedForToo() {
        versions.put("main/anna", 1);
        definitions = published(2, InFlight.MIGRATE);
        Walk walk = walk(0);
        comesToRest(walk);
        definitions = published(3, InFlight.MIGRATE);
        comesToRest(walk);
        assertThat(versions).containsEntry("main/anna", 3);
        assertThat(reached).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void whatWasArchivedAndIsTakenUpAgainIsWalkedForAgain() {
        Definitions before = published(2, InFlight.EXIT);
        definitions = before;
        Walk walk = walk(0);
        comesToRest(walk);
        int walked = passes.size();
        definitions = Definitions.EMPTY;
        looks(walk, 3);
        assertThat(reached).endsWith(Target.NOTHING);
        assertThat(passes).hasSize(walked);
        definitions = before;
        comesToRest(walk);
        assertThat(passes).hasSizeGreaterThan(walked);
    }

    @Test
    void aPublicationThatKeepsThemIsNoReasonToWalk() {
        definitions = published(2, InFlight.EXIT);
        Walk walk = walk(0);
        comesToRest(walk);
        int before = passes.size();
        definitions = published(2, InFlight.EXIT);
        looks(walk, 5);
        assertThat(passes).hasSize(before);
    }

    @Test
    void comesAgainForAVersionThatIsNotCompiledYet() {
        versions.put("main/anna", 1);
        definitions = migratingFrom(null, true);
        Walk walk = walk(0);
        await().until(() -> {
            look(walk);
            return passes.size() == 1 && walking() == 0;
        });
        assertThat(reached).isEmpty();
        assertThat(moved).isEmpty();
        definitions = migratingFrom(published(1, InFlight.KEEP).journey(CART).version(1), false);
        comesToRest(walk);
        assertThat(moved).containsExactly("main/anna");
    }

    static Stream<Throwable> beginsAnewWhereThePartCouldNotBeRead() {
        return Stream.of(new IllegalStateException("closed"), new OutOfMemoryError("not really"));
    }

    @ParameterizedTest
    @MethodSource
    void beginsAnewWhereThePartCouldNotBeRead(Throwable failure) {
        versions.put("main/anna", 1);
        definitions = published(2, InFlight.EXIT);
        broken = failure;
        Walk walk = walk(0);
        await().until(() -> {
            look(walk);
            return passes.size() == 1 && walking() == 0;
        });
        broken = null;
        comesToRest(walk);
        assertThat(moved).containsExactly("main/anna");
    }

    private Walk walk(long before) {
        DefinitionsSource source = new DefinitionsSource() {
            @Override
            public Definitions current() {
                return definitions;
            }

            @Override
            public void awaitRevision(long revision) {}
        };
        Walk walk = new Walk(context, walks, new Walk.Task(source, States::new, this::move, reached::add), before);
        walk.open();
        return walk;
    }

    private boolean move(byte[] customer) {
        String key = new String(customer, StandardCharsets.UTF_8);
        moved.add(key);
        Published published = definitions.journey(CART);
        versions.put(key, published.current());
        return true;
    }

    private void comesToRest(Walk walk) {
        int before = reached.size();
        await().until(() -> {
            look(walk);
            return reached.size() > before && walking() == 0;
        });
    }

    private void looks(Walk walk, int times) {
        for (int i = 0; i < times; i++) {
            look(walk);
        }
    }

    /** What is scheduled comes due. */
    private void look(Walk walk) {
        CapturedPunctuator next = context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .reduce((first, last) -> last)
                .orElseThrow();
        now += next.getInterval().toMillis();
        next.getPunctuator().punctuate(now);
    }

    private double walking() {
        return meters.get("vestnik.walk.tasks").gauge().value();
    }

    private static Definitions published(int current, InFlight inFlight) {
        String[] documents = new String[current];
        java.util.Arrays.fill(documents, Journeys.ABANDONED_CART);
        return Journeys.versions(current, inFlight, documents);
    }

    /** Version 2 takes those who are in version 1, which is not at hand. */
    private static Definitions migratingFrom(@Nullable Journey one, boolean coming) {
        Journey two = published(2, InFlight.MIGRATE).journey(CART).version(2);
        OlderVersions older = new OlderVersions() {
            @Override
            public @Nullable Journey version(int number) {
                return one;
            }

            @Override
            public boolean isComing(int number) {
                return coming;
            }
        };
        Published published = new Published(
                Definitions.Status.LIVE, 2, Map.of(2, two), older, Map.of(2, InFlight.MIGRATE), Map.of(), Pauses.NONE);
        return Definitions.of(2, Map.of(CART, published), Map.of(), ShopSettings.DEFAULT);
    }

    /** Reads one customer at a time. */
    private final class States implements Scan {
        private final List<String> left = new ArrayList<>(versions.keySet());
        private boolean begun;

        @Override
        public List<byte[]> next(Wanted wanted) {
            if (!begun) {
                begun = true;
                passes.add("pass");
            }
            switch (broken) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {}
            }
            if (left.isEmpty()) {
                return List.of();
            }
            String key = left.removeFirst();
            return wanted.test(key, state(versions.get(key)))
                    ? List.of(key.getBytes(StandardCharsets.UTF_8))
                    : List.of();
        }

        @Override
        public byte[] position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOver() {
            return left.isEmpty();
        }
    }

    private static byte[] state(int version) {
        Instance instance = new Instance(
                new UUID(0, 1),
                CART,
                version,
                "c1",
                "quiet",
                1,
                new Position.Waiting(NOON, NOON),
                Map.of(),
                Map.of(),
                "cart.updated",
                NOON,
                NOON);
        return new StateCodec().write(CustomerState.NEW.withInstances(List.of(instance)), null, FeatureLevel.NEWEST);
    }
}
