package dev.vestnik.engine.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.model.Clock;
import dev.vestnik.rules.model.Line;
import dev.vestnik.rules.model.MovingRules;
import dev.vestnik.rules.model.RandomHistories;
import dev.vestnik.rules.model.RandomHistory;
import dev.vestnik.rules.model.Rules;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The topology decides as the bare rules do, to the millisecond and in the same order. {@code -Dvestnik.histories=1000} runs more
 * histories.
 */
class TopologyHistoriesTest {
    private static final int HISTORIES = Integer.getInteger("vestnik.histories", 12);
    private static final long FIRST = 20261129L;

    @TempDir
    private Path dir;

    @Test
    void theTopologyDecidesAsTheRulesDo() {
        int decisions = 0;
        for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
            RandomHistory history = RandomHistories.of(seed, 0).undisturbed();
            try (TopologySide topology = new TopologySide(history, dir)) {
                List<Line> lines = Clock.runInTicks(history, topology);
                assertThat(lines).as("seed %d", seed).isEqualTo(Clock.runInTicks(history, new Rules(history)));
                decisions += lines.size();
            }
        }
        assertThat(decisions).isGreaterThan(10 * HISTORIES);
    }

    @Test
    void theTopologyMovesAVisitorAsTheRulesDo() {
        for (long seed = FIRST; seed < FIRST + HISTORIES; seed++) {
            RandomHistory history = RandomHistories.moving(seed).undisturbed();
            try (TopologySide topology = new TopologySide(history, dir)) {
                List<Line> lines = Clock.runInTicks(history, topology);
                assertThat(lines).as("seed %d", seed).isEqualTo(Clock.runInTicks(history, new MovingRules(history)));
                assertThat(lines)
                        .as("seed %d", seed)
                        .anyMatch(line -> line.outcome().equals("MERGED"));
            }
        }
    }
}
