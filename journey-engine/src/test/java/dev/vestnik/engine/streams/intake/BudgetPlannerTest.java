package dev.vestnik.engine.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.codec.BudgetCodec;
import dev.vestnik.engine.streams.codec.PurseCodec;
import dev.vestnik.engine.streams.edge.Incoming.ToBudget;
import dev.vestnik.engine.streams.edge.Incoming.ToPool.Asker;
import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.budget.BudgetState;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.settings.SettingsDocument;
import dev.vestnik.rules.settings.ShopSettings;
import dev.vestnik.schemas.engine.Ask;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.GiveBack;
import dev.vestnik.schemas.engine.Granted;
import dev.vestnik.schemas.engine.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The owner of a budget says "spent" only where it knows so: messages are lost for good then. */
class BudgetPlannerTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final BudgetKey SPRING = new BudgetKey("main", "spring", BudgetKey.TOTAL);
    private static final byte[] KEY = SPRING.toString().getBytes(StandardCharsets.UTF_8);

    private final List<Object> answers = new ArrayList<>();
    private final BudgetPlanner planner = new BudgetPlanner(
            (topic, record) -> {
                answers.add(((EngineCommand) record).getPayload());
                return new byte[0];
            },
            new PurseBook(row -> null));

    private static Definitions definitions(long revision, String settings) {
        Checked.Sound<SettingsDocument> sound = (Checked.Sound<SettingsDocument>) SettingsDocument.parse(settings);
        return Definitions.of(revision, Map.of(), Map.of(), sound.value().settings());
    }

    private static Definitions budget(long revision, long max) {
        return definitions(revision, "budgets: [{id: spring, max: %d, per: total}]".formatted(max));
    }

    private @Nullable Plan asked(long revision, Definitions here) {
        return planner.plan(KEY, null, new ToBudget(SPRING, new Asker("lease", "main/anna", revision)), here, NOON);
    }

    @Test
    void givesAPartOfWhatItKnows() {
        asked(7, budget(7, 640));
        assertThat(answers).singleElement().isEqualTo(new Granted("lease", "{\"messages\":10}"));
    }

    @Test
    void saysThatNothingIsLeftOfWhatItKnows() {
        asked(7, budget(8, 0));
        assertThat(answers).singleElement().isInstanceOf(Refused.class);
    }

    @Test
    void takesBackWhatAPartitionHasNotSpentWhateverItKnowsOfTheBudget() {
        BudgetCodec codec = new BudgetCodec();
        Plan plan = planner.putBack(KEY, codec.write(new BudgetState(100, null)), 7);
        assertThat(codec.read(plan.state)).isEqualTo(new BudgetState(93, null));
        assertThat(planner.putBack(KEY, null, 7))
                .as("of a day that is forgotten")
                .isNull();
    }

    @Test
    void aPurseThatNobodyNeedsSaysHowMuchItGivesBack() {
        PurseCodec codec = new PurseCodec();
        PurseCodec.StoredPurse idle = new PurseCodec.StoredPurse(BudgetKey.TOTAL, 9, 10, null, null, true, NOON);
        byte[] purse = "/budget/main/spring".getBytes(StandardCharsets.UTF_8);
        Plan early = planner.woken(purse, codec.write(idle), NOON.minusMillis(1));
        assertThat(early.isEmpty()).isTrue();
        Plan plan = planner.woken(purse, codec.write(idle), NOON);
        assertThat(plan.changed).isTrue();
        assertThat(plan.state).isNull();
        assertThat(plan.emissions).extracting(Emission::key).containsExactly(KEY);
        assertThat(answers).singleElement().isEqualTo(new Ask("lease/" + SPRING, "", new GiveBack(9L)));
    }

    @Test
    void anEngineWhoseDefinitionsAreBehindTheAskersAnswersNothingYet() {
        assertThat(asked(8, budget(7, 0))).isNull();
        assertThat(answers).isEmpty();
    }

    @Test
    void anEngineThatDoesNotHaveTheBudgetAnswersNothing() {
        assertThat(asked(7, Definitions.of(7, Map.of(), Map.of(), ShopSettings.DEFAULT)))
                .isNull();
        assertThat(answers).isEmpty();
    }
}
