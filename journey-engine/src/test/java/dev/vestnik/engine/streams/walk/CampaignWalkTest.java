package dev.vestnik.engine.streams.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vestnik.engine.definitions.DefinitionsSource;
import dev.vestnik.engine.streams.codec.CursorCodec.Stage;
import dev.vestnik.engine.streams.codec.CursorCodec.StoredCursor;
import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.engine.streams.intake.Journeys;
import dev.vestnik.engine.streams.wakeup.WakeupSlices;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expressions;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.definition.Audiences;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.SegmentCompiler;
import dev.vestnik.rules.journey.SegmentDocument;
import dev.vestnik.rules.settings.ShopSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CampaignWalkTest {
    private static final JourneyId SALE = Campaign.journeyOf("sale");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String TO_REGULARS =
            "{id: sale, segment: regulars, topic: sales, template: hello, channels: [{via: sms}]}";

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final Walks walks = new Walks(new SimpleMeterRegistry());
    private final Map<JourneyId, StoredCursor> cursors = new HashMap<>();
    private final List<String> reached = new ArrayList<>();
    private final List<Integer> cancelled = new ArrayList<>();
    private Definitions definitions = launched(1);
    private int cursorReads;
    private long now = NOON.toEpochMilli();

    @AfterEach
    void close() {
        walks.close();
    }

    @Test
    void waitsForASegmentThatCannotBeUsedYet() {
        walk();
        looks(5);
        assertThat(cursors).isEmpty();
        definitions = withSegment(definitions);
        isDone();
        assertThat(reached).containsExactlyInAnyOrder("main/anna", "main/boris");
    }

    @Test
    void goesOnWhereItStoodWhenItsSegmentIsThereAgain() {
        definitions = withSegment(definitions);
        walk();
        look();
        definitions = launched(1);
        looks(5);
        assertThat(reached).hasSizeLessThan(2);
        definitions = withSegment(definitions);
        isDone();
        assertThat(reached).containsExactlyInAnyOrder("main/anna", "main/boris");
    }

    @Test
    void aLaunchThatIsNotThereAnyMoreReachesNobody() {
        definitions = withSegment(definitions);
        walk();
        look();
        Definitions before = definitions;
        definitions = before.reaching(Audiences.NONE);
        int by = reached.size();
        looks(20);
        assertThat(reached).hasSize(by);
    }

    @Test
    void takesARunBackThoughTheNextOneWasLaunchedBeforeItLooked() {
        cursors.put(SALE, new StoredCursor(1, Stage.DONE, new byte[0], Map.of()));
        definitions = withSegment(launched(2, InFlight.EXIT));
        walk();
        isDone();
        assertThat(cancelled).containsExactly(1);
        assertThat(cursors.get(SALE).run()).isEqualTo(2);
    }

    @Test
    void aRunThatWasNotCancelledIsNotTakenBackByTheNextOne() {
        cursors.put(SALE, new StoredCursor(1, Stage.DONE, new byte[0], Map.of()));
        definitions = withSegment(launched(2));
        walk();
        isDone();
        assertThat(cancelled).isEmpty();
    }

    @Test
    void neverBeginsARunBeforeTheOneThatItKnows() {
        StoredCursor later = new StoredCursor(2, Stage.DONE, new byte[0], Map.of());
        cursors.put(SALE, later);
        definitions = withSegment(launched(1));
        walk();
        looks(20);
        assertThat(reached).isEmpty();
        assertThat(cursors).containsEntry(SALE, later);
    }

    @Test
    void aFinishedLaunchCostsNoReading() {
        cursors.put(SALE, new StoredCursor(1, Stage.DONE, new byte[0], Map.of()));
        definitions = withSegment(definitions);
        walk();
        looks(20);
        assertThat(cursorReads).isEqualTo(1);
    }

    private void isDone() {
        await().pollInSameThread().until(() -> {
            look();
            StoredCursor cursor = cursors.get(SALE);
            return cursor != null
                    && cursor.run()
                            == Objects.requireNonNull(definitions.audiences().launch(SALE))
                                    .run()
                    && cursor.stage() == Stage.DONE;
        });
    }

    private void walk() {
        DefinitionsSource source = new DefinitionsSource() {
            @Override
            public Definitions current() {
                return definitions;
            }

            @Override
            public void awaitRevision(long revision) {}
        };
        CampaignWalk.Cursors kept = new CampaignWalk.Cursors() {
            @Override
            public @Nullable StoredCursor of(JourneyId campaign) {
                cursorReads++;
                return cursors.get(campaign);
            }

            @Override
            public void put(JourneyId campaign, StoredCursor cursor) {
                cursors.put(campaign, cursor);
            }
        };
        CampaignWalk unused = new CampaignWalk(
                context,
                walks,
                new WakeupSlices(Duration.ofMillis(20)),
                new CampaignWalk.Task(
                        source,
                        States::new,
                        kept,
                        (customer, state, launch, known) -> new Evaluation.Value(true),
                        (launch, customer, known, counts) -> reached.add(new String(customer, StandardCharsets.UTF_8)),
                        (campaign, run) -> cancelled.add(run),
                        1));
    }

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            look();
        }
    }

    /** What is scheduled comes due. */
    private void look() {
        CapturedPunctuator next = context.scheduledPunctuators().stream()
                .filter(punctuator -> !punctuator.cancelled())
                .reduce((first, last) -> last)
                .orElseThrow();
        now += next.getInterval().toMillis();
        next.getPunctuator().punctuate(now);
    }

    private static Definitions launched(int run) {
        return launched(run, InFlight.KEEP);
    }

    private static Definitions launched(int run, InFlight inFlight) {
        Definitions one = Journeys.launched(TO_REGULARS, run, NOON, Status.LIVE);
        Journey journey = Objects.requireNonNull(one.journey(SALE)).version(run);
        Published published =
                new Published(Status.LIVE, run, Map.of(run, Objects.requireNonNull(journey)), Map.of(run, inFlight));
        return Definitions.of(run, Map.of(SALE, published), one.templates(), ShopSettings.DEFAULT)
                .reaching(one.audiences());
    }

    private static Definitions withSegment(Definitions definitions) {
        return switch (new SegmentCompiler(new Expressions()).check("{id: regulars, if: 'true'}")) {
            case Checked.Sound<SegmentDocument> sound ->
                definitions.reaching(definitions.audiences().with(sound.value().segment()));
            case Checked.Faulty<SegmentDocument> faulty -> throw new AssertionError(faulty.faults());
        };
    }

    /** Reads one customer at a time. */
    private static final class States implements Scan {
        private final List<String> left = new ArrayList<>(List.of("main/anna", "main/boris"));
        private byte[] next;

        /** @param from a key behind one of theirs, or nothing */
        States(byte[] from) {
            next = from;
            left.sort(Comparator.comparing(States::key, Arrays::compareUnsigned));
            while (!left.isEmpty() && from.length > 0 && !isBehind(left.getFirst(), from)) {
                left.removeFirst();
            }
        }

        private static boolean isBehind(String customer, byte[] from) {
            return Arrays.compareUnsigned(key(customer), from) >= 0;
        }

        private static byte[] key(String customer) {
            return StoreKeys.state(customer.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<byte[]> next(Wanted wanted) {
            if (left.isEmpty()) {
                return List.of();
            }
            String customer = left.removeFirst();
            byte[] key = key(customer);
            next = Arrays.copyOf(key, key.length + 1);
            return wanted.test(customer, state()) ? List.of(customer.getBytes(StandardCharsets.UTF_8)) : List.of();
        }

        @Override
        public byte[] position() {
            return next;
        }

        @Override
        public boolean isOver() {
            return left.isEmpty();
        }
    }

    private static byte[] state() {
        return new StateCodec()
                .write(
                        CustomerState.NEW.withProfile(new Profile(Map.of("firstName", "Anna"))),
                        null,
                        FeatureLevel.NEWEST);
    }
}
