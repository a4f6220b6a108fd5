package dev.vestnik.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.model.Differences.Sides;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Visitors who turn out to be the customer: the rules decide as the model says, in random histories. {@code -Dvestnik.histories=10000} runs
 * more of them, {@code -Dvestnik.moved=SEED} that one alone and tells all of it; likewise {@code vestnik.met}.
 */
class MovedHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("vestnik.histories", 40);
    private static final long FIRST = Long.getLong("vestnik.first", 20261130L);

    @Test
    void theRulesMoveAVisitorAsTheModelDoes() {
        String first = new Differences(RandomHistories::moving, MovedHistoriesTest::sides)
                .first("vestnik.moved", LongStream.range(FIRST, FIRST + HISTORIES));
        assertThat(first).as("first differences by seed").isEmpty();
    }

    /** Two visitors, two customers and an erasure, whose keys hear of each other late. */
    @Test
    void theRulesDecideAsTheModelDoesWhateverMeetsOnTheWay() {
        String first = new Differences(RandomHistories::meeting, MovedHistoriesTest::sides)
                .first("vestnik.met", LongStream.range(FIRST, FIRST + 2L * HISTORIES));
        assertThat(first).as("first differences by seed").isEmpty();
    }

    private static Sides sides(RandomHistory history) {
        MovingRules rules = new MovingRules(history);
        return new Sides(rules, new MovingModel(history, rules::draws));
    }
}
