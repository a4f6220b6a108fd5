package dev.vestnik.engine.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.model.Clock;
import dev.vestnik.rules.model.Line;
import dev.vestnik.rules.model.MovingRules;
import dev.vestnik.rules.model.RandomHistories;
import dev.vestnik.rules.model.RandomHistory;
import dev.vestnik.rules.model.Rules;
import dev.vestnik.rules.model.Side;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * A restart after each decision changes none: states that are written and read again decide the same, in all that random histories bring
 * about. {@code -Dvestnik.histories=5000} runs more of them.
 */
class RestartedHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("vestnik.histories", 15);
    private static final long FIRST = 20261201L;

    private final StateCodec codec = new StateCodec();

    @Test
    void aCustomersStateIsReadAsItWasWritten() {
        decideTheSame(RandomHistories::of, Rules::new, history -> new Rules(history, this::restarted));
    }

    @Test
    void aStateIsReadAsItWasWrittenWhileVersionsArePublished() {
        decideTheSame(RandomHistories::republished, Rules::new, history -> new Rules(history, this::restarted));
    }

    @Test
    void aStateWithACalendarIsReadAsItWasWritten() {
        decideTheSame(RandomHistories::dated, Rules::new, history -> new Rules(history, this::restarted));
    }

    @Test
    void aVisitorWhoIsOnTheWayIsReadAsItWasWritten() {
        decideTheSame(RandomHistories::meeting, MovingRules::new, history -> new MovingRules(history, this::restarted));
    }

    private CustomerState restarted(CustomerState state) {
        return codec.read(codec.whole(state)).state();
    }

    private static void decideTheSame(
            LongFunction<RandomHistory> histories,
            Function<RandomHistory, Side> rules,
            Function<RandomHistory, Side> restarted) {
        int decisions = 0;
        for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
            RandomHistory history = histories.apply(seed);
            List<Line> lines = Clock.run(history, rules.apply(history));
            assertThat(Clock.run(history, restarted.apply(history)))
                    .as("seed %d", seed)
                    .isEqualTo(lines);
            decisions += lines.size();
        }
        assertThat(decisions).isGreaterThan(5 * HISTORIES);
    }
}
