package dev.vestnik.rules.definition;

import static dev.vestnik.rules.definition.Changes.CART;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.definition.Definition.Stage;
import dev.vestnik.rules.definition.Definitions.InFlight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionLogStateTest {
    private static final DefinitionKey TEXT = DefinitionKey.template("t");

    private final DefinitionLogState state = new DefinitionLogState();
    private long offset = -1;

    private Verdict apply(Change change) {
        return state.apply(++offset, change);
    }

    private Definition cart() {
        return state.all().state(CART);
    }

    private void published() {
        apply(Changes.put(CART, 0, "{}"));
        apply(Changes.publish(CART, 1));
    }

    private Verdict now(Action action) {
        return apply(Changes.of(CART, cart().revision(), action));
    }

    @Test
    void acceptsAChangeMadeForTheCurrentRevision() {
        assertThat(apply(Changes.put(CART, 0, "{}"))).isEqualTo(new Verdict.Accepted(1));
        assertThat(apply(Changes.put(CART, 1, "{\"a\":1}"))).isEqualTo(new Verdict.Accepted(2));
        assertThat(cart().document().json()).isEqualTo("{\"a\":1}");
    }

    @Test
    void rejectsAChangeMadeForAnotherRevision() {
        apply(Changes.put(CART, 0, "first"));
        assertThat(apply(Changes.put(CART, 0, "second"))).isEqualTo(new Verdict.Rejected(1));
        assertThat(cart().document().json()).isEqualTo("first");
        assertThat(state.all().revision()).isEqualTo(2);
    }

    @Test
    void countsRevisionsPerDefinition() {
        apply(Changes.put(DefinitionKey.template("t"), 0, "{}"));
        assertThat(apply(Changes.put(CART, 0, "{}"))).isEqualTo(new Verdict.Accepted(2));
        assertThat(state.all().state(DefinitionKey.template("t")).revision()).isEqualTo(1);
    }

    @Test
    void publishesTheDraftAsAVersionThatNeverChanges() {
        published();
        now(new Action.Put("{\"new\":true}"));
        now(new Action.Publish(InFlight.MIGRATE));
        assertThat(cart().versions())
                .extracting(version -> version.document().json())
                .containsExactly("{}", "{\"new\":true}");
        assertThat(cart().newest().orElseThrow().inFlight()).isEqualTo(InFlight.MIGRATE);
        assertThat(cart().draftDiffers()).isFalse();
    }

    @Test
    void pausesAndResumes() {
        published();
        Instant resume = Instant.parse("2026-12-01T00:00:00Z");
        now(new Action.Pause(resume));
        assertThat(cart().stage()).isEqualTo(Stage.PAUSED);
        assertThat(cart().resumeAt()).isEqualTo(resume);
        now(new Action.Resume());
        assertThat(cart().stage()).isEqualTo(Stage.LIVE);
        assertThat(cart().resumeAt()).isNull();
    }

    @Test
    void acceptsAllChangesOfABundleOrNone() {
        apply(Changes.put(CART, 0, "first"));
        assertThat(bundle(Changes.put(TEXT, 0, "text"), Changes.put(CART, 0, "second")))
                .isEqualTo(new Verdict.Rejected(1));
        assertThat(template().exists()).isFalse();
        Change draft = Changes.put(CART, 1, "second");
        assertThat(bundle(Changes.put(TEXT, 0, "text"), draft, Changes.publish(CART, 1)))
                .isEqualTo(new Verdict.Accepted(3));
        assertThat(template().revision()).isEqualTo(3);
        assertThat(cart().revision()).isEqualTo(3);
        assertThat(cart().newest().orElseThrow().document().json()).isEqualTo("second");
    }

    @Test
    void doesNoneOfABundleWhereOneCannotBeDone() {
        published();
        assertThat(bundle(Changes.put(TEXT, 0, "text"), Changes.of(CART, 2, new Action.Delete())))
                .isEqualTo(new Verdict.Accepted(3));
        assertThat(template().exists()).isFalse();
        assertThat(cart().stage()).isEqualTo(Stage.LIVE);
        assertThat(cart().revision()).as("its writer reads it again").isEqualTo(3);
    }

    private Verdict bundle(Change... changes) {
        return state.apply(++offset, new Bundle("b", List.of(changes)));
    }

    @Test
    void remembersTheLastPauseAndWhatItsResumptionSays() {
        published();
        now(new Action.Pause(null, Meanwhile.RESTART));
        assertThat(cart().pauses().since()).isEqualTo(Changes.AT);
        now(new Action.Resume(Meanwhile.SEND));
        assertThat(cart().pauses().last()).isEqualTo(new Resumption(Changes.AT, Changes.AT, Meanwhile.SEND));
        now(new Action.Pause(null, Meanwhile.RESTART));
        now(new Action.Resume());
        assertThat(cart().pauses().last().meanwhile()).as("as the pause said").isEqualTo(Meanwhile.RESTART);
    }

    @Test
    void remembersWhenAnArchivedJourneyWasTakenUpAgain() {
        published();
        assertThat(cart().pauses().takenUp()).isNull();
        now(new Action.Archive());
        now(new Action.Resume());
        assertThat(cart().pauses().takenUp()).isEqualTo(Changes.AT);
        now(new Action.Pause(null));
        now(new Action.Resume());
        assertThat(cart().pauses().takenUp()).as("a pause leaves it").isEqualTo(Changes.AT);
    }

    @Test
    void aPauseUntilATimeWasOverThen() {
        published();
        Instant over = Changes.AT.minusSeconds(60);
        now(new Action.Pause(over, Meanwhile.SEND));
        now(new Action.Resume());
        assertThat(cart().pauses().last().to()).isEqualTo(over);
    }

    @Test
    void staysPausedWhenANewVersionIsPublished() {
        published();
        now(new Action.Pause(null));
        now(new Action.Publish(InFlight.KEEP));
        assertThat(cart().stage()).isEqualTo(Stage.PAUSED);
        assertThat(cart().versions()).hasSize(2);
    }

    @Test
    void keepsTheVersionsOfADeletedJourneyForThoseUnderWay() {
        published();
        now(new Action.Archive());
        now(new Action.Delete());
        assertThat(state.all().find(CART)).isEmpty();
        assertThat(cart().versions()).hasSize(1);
        now(new Action.Put("again"));
        now(new Action.Publish(InFlight.KEEP));
        assertThat(cart().newest().orElseThrow().number()).isEqualTo(2);
        assertThat(cart().stage()).isEqualTo(Stage.LIVE);
    }

    @Test
    void aChangeThatCannotBeDoneMovesOnlyTheRevision() {
        published();
        Definition before = cart();
        assertThat(now(new Action.Delete())).isEqualTo(new Verdict.Accepted(3));
        assertThat(cart()).usingRecursiveComparison().ignoringFields("revision").isEqualTo(before);
        assertThat(before.refusal(new Action.Delete())).isPresent();
    }

    @Test
    void saysWhatToDoFirst() {
        now(new Action.Put("{}"));
        assertThat(cart().refusal(new Action.Pause(null))).contains("it was never published: publish it first");
        now(new Action.Publish(InFlight.KEEP));
        assertThat(cart().refusal(new Action.Delete())).contains("it is live: archive it first");
        now(new Action.Archive());
        assertThat(cart().refusal(new Action.Publish(InFlight.KEEP))).contains("it is archived: resume it first");
    }

    @Test
    void keepsATemplatesDraftBesideTheTextInForce() {
        template(new Action.Put("old"));
        assertThat(template(new Action.Draft("new", "# new")).document().json()).isEqualTo("old");
        assertThat(template().draft().source()).isEqualTo("# new");
        assertThat(template().draftDiffers()).isTrue();
        template(new Action.Put("another"));
        assertThat(template().draft().json()).as("what somebody is at work on").isEqualTo("new");
        template(new Action.Put("new", "# new"));
        assertThat(template().draft()).isNull();
        assertThat(template().document().source()).isEqualTo("# new");
        assertThat(template().versions())
                .extracting(
                        version -> version.number() + " " + version.document().json())
                .containsExactly("1 old", "2 another", "3 new");
    }

    @Test
    void aTemplateMayBeADraftAloneAndForgetsIt() {
        assertThat(template(new Action.Draft("new", null)).stage()).isEqualTo(Stage.DRAFT);
        assertThat(state.all().list(DefinitionKey.Kind.TEMPLATE)).hasSize(1);
        assertThat(template(new Action.Draft(null, null)).stage()).isEqualTo(Stage.DELETED);
        assertThat(state.all().find(TEXT)).isEmpty();
        assertThat(template().refusal(new Action.Draft(null, null))).contains("there is no draft");
    }

    @Test
    void theVersionsOfATemplateAreBoundedAndTheirNumbersGoOn() {
        for (int i = 1; i <= Definition.TEMPLATE_VERSIONS + 5; i++) {
            template(new Action.Put("text " + i));
        }
        assertThat(template().versions()).hasSize(Definition.TEMPLATE_VERSIONS);
        assertThat(template().versions().getFirst().number()).isEqualTo(6);
        assertThat(template().newest().orElseThrow().document().json()).isEqualTo("text 105");
    }

    private Definition template() {
        return state.all().state(TEXT);
    }

    private Definition template(Action action) {
        apply(Changes.of(TEXT, template().revision(), action));
        return template();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void allEnginesAgreeWhateverTheInterleavingAndOneWriterWinsPerBase(long seed) {
        List<Change> log = randomLog(new Random(seed));
        DefinitionLogState late = new DefinitionLogState();
        Map<DefinitionKey, Set<Long>> basesWon = new HashMap<>();
        for (int at = 0; at < log.size(); at++) {
            Change change = log.get(at);
            long before = state.all().state(change.definition()).revision();
            Verdict verdict = state.apply(at, change);
            if (verdict instanceof Verdict.Accepted(long revision)) {
                assertThat(revision).as("seed %d", seed).isEqualTo(at + 1L);
                assertThat(basesWon.computeIfAbsent(change.definition(), key -> new HashSet<>())
                                .add(change.base()))
                        .as("seed %d: base %d of %s won twice", seed, change.base(), change.definition())
                        .isTrue();
            } else {
                assertThat(verdict).as("seed %d", seed).isEqualTo(new Verdict.Rejected(before));
                assertThat(state.all().state(change.definition()).revision()).isEqualTo(before);
            }
        }
        for (int at = 0; at < log.size(); at++) {
            late.apply(at, log.get(at));
        }
        assertThat(late.all()).as("seed %d", seed).isEqualTo(state.all());
        assertThat(basesWon.values())
                .as("seed %d: something was accepted", seed)
                .isNotEmpty();
    }

    /** What several writers append who know the log up to some point each: bases are right, stale, or nonsense. */
    private static List<Change> randomLog(Random random) {
        List<Change> log = new ArrayList<>();
        DefinitionLogState model = new DefinitionLogState();
        Map<DefinitionKey, List<Long>> revisions = new HashMap<>();
        for (int at = 0; at < 400; at++) {
            DefinitionKey key = random.nextInt(5) == 0
                    ? DefinitionKey.template("t" + random.nextInt(2))
                    : DefinitionKey.journey("j" + random.nextInt(3));
            List<Long> known = revisions.computeIfAbsent(key, k -> new ArrayList<>(List.of(0L)));
            long base = random.nextInt(10) == 0
                    ? random.nextLong(500)
                    : known.get(Math.max(0, known.size() - 1 - random.nextInt(3)));
            Change change = Changes.of(key, base, randomAction(random));
            log.add(change);
            if (model.apply(at, change) instanceof Verdict.Accepted(long revision)) {
                known.add(revision);
            }
        }
        return log;
    }

    private static Action randomAction(Random random) {
        return switch (random.nextInt(7)) {
            case 6 -> new Action.Draft(random.nextBoolean() ? "{\"n\":" + random.nextInt(100) + "}" : null, null);
            case 0 -> new Action.Publish(InFlight.values()[random.nextInt(3)]);
            case 1 -> new Action.Pause(random.nextBoolean() ? Changes.AT : null);
            case 2 -> new Action.Resume();
            case 3 -> new Action.Archive();
            case 4 -> new Action.Delete();
            default -> new Action.Put("{\"n\":" + random.nextInt(100) + "}");
        };
    }
}
