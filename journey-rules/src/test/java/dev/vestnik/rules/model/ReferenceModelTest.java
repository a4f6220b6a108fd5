package dev.vestnik.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.model.Differences.Sides;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The rules and the reference model decide the same of random histories. {@code -Dvestnik.histories=10000} runs more of them (from
 * the seed {@code vestnik.first}), {@code -Dvestnik.history=SEED} that one alone and tells all of it; likewise {@code vestnik.republished},
 * {@code vestnik.hearing} and {@code vestnik.dated}.
 */
class ReferenceModelTest {
    private static final int HISTORIES = Integer.getInteger("vestnik.histories", 80);
    private static final long FIRST = Long.getLong("vestnik.first", 20261129L);

    @Test
    void theRulesDecideAsTheModelDoes() {
        String first = new Differences(RandomHistories::of, ReferenceModelTest::sides)
                .first("vestnik.history", LongStream.range(FIRST, FIRST + HISTORIES));
        assertThat(first).as("first differences by seed").isEmpty();
    }

    @Test
    void theRulesTakeRunsToOtherVersionsAsTheModelDoes() {
        String first = new Differences(RandomHistories::republished, ReferenceModelTest::sides)
                .first("vestnik.republished", LongStream.range(FIRST, FIRST + HISTORIES));
        assertThat(first).as("first differences by seed").isEmpty();
    }

    @Test
    void theRulesHearWhatComesMeanwhileAsTheModelDoes() {
        String first = new Differences(RandomHistories::hearing, ReferenceModelTest::sides)
                .first("vestnik.hearing", LongStream.range(FIRST, FIRST + HISTORIES / 4));
        assertThat(first).as("first differences by seed").isEmpty();
    }

    @Test
    void theRulesKeepTheCalendarAsTheModelDoes() {
        String first = new Differences(RandomHistories::dated, ReferenceModelTest::sides)
                .first("vestnik.dated", LongStream.range(FIRST, FIRST + HISTORIES / 4));
        assertThat(first).as("first differences by seed").isEmpty();
    }

    static Sides sides(RandomHistory history) {
        Rules rules = new Rules(history);
        return new Sides(rules, new Model(history, rules, after -> Rules.nextLook(history.customer(), after)));
    }
}
