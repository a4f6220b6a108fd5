package dev.vestnik.engine.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.budget.Purse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The parts of budgets that a partition has: asked for in time, spent once, of their own day alone. */
class PurseBookTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-30T00:00:00Z");
    private static final BudgetKey YESTERDAY = new BudgetKey("main", "day", "2026-11-29");
    private static final BudgetKey TODAY = new BudgetKey("main", "day", "2026-11-30");

    private final Map<ByteBuffer, byte[]> rows = new HashMap<>();
    private final PurseBook book = new PurseBook(key -> rows.get(ByteBuffer.wrap(key)));
    private final List<BudgetKey> asked = new ArrayList<>();
    private Instant now = MIDNIGHT;

    private Purse purse(BudgetKey budget) {
        return book.view(now).of(budget);
    }

    private void spends(BudgetKey budget, long messages) {
        PurseBook.View view = book.view(now);
        view.of(budget);
        Plan plan = new Plan(new byte[0]);
        view.settle(plan, Map.of(budget, messages), asked::add);
        plan.rows.forEach(this::put);
    }

    private void put(Plan.Row row) {
        rows.put(ByteBuffer.wrap(row.key()), row.value());
    }

    private void comes(BudgetKey budget, long granted) {
        Plan.Row row = book.leased(budget, granted, now);
        if (row != null) {
            put(row);
        }
    }

    private void after(Duration time) {
        now = now.plus(time);
    }

    @Test
    void asksForAPartAndHasItOnceItHasCome() {
        spends(TODAY, 0);
        assertThat(asked).containsExactly(TODAY);
        assertThat(purse(TODAY)).isEqualTo(Purse.EMPTY);
        comes(TODAY, 312);
        assertThat(purse(TODAY)).isEqualTo(new Purse(312, false));
    }

    @Test
    void asksForTheNextPartOnceHalfOfTheLastOneIsSpent() {
        comes(TODAY, 10);
        spends(TODAY, 4);
        assertThat(asked).isEmpty();
        spends(TODAY, 1);
        assertThat(asked).containsExactly(TODAY);
        comes(TODAY, 10);
        assertThat(purse(TODAY).left()).isEqualTo(15);
    }

    @Test
    void asksAgainOnlyWhereNoAnswerHasComeForAWhile() {
        spends(TODAY, 0);
        after(Duration.ofSeconds(9));
        spends(TODAY, 0);
        assertThat(asked).hasSize(1);
        after(Duration.ofSeconds(1));
        spends(TODAY, 0);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aSpentBudgetIsBelievedForAMinuteAndThenAskedAgain() {
        spends(TODAY, 0);
        comes(TODAY, 0);
        after(Duration.ofSeconds(59));
        spends(TODAY, 0);
        assertThat(purse(TODAY)).isEqualTo(new Purse(0, true));
        assertThat(asked).hasSize(1);
        after(Duration.ofSeconds(1));
        spends(TODAY, 0);
        assertThat(purse(TODAY)).isEqualTo(Purse.EMPTY);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aNewDayBeginsWithNothingOfTheLastOne() {
        comes(YESTERDAY, 312);
        assertThat(purse(TODAY)).isEqualTo(Purse.EMPTY);
        spends(TODAY, 0);
        assertThat(asked).containsExactly(TODAY);
    }

    @Test
    void aPartThatComesAfterItsDayLeavesThePurseOfToday() {
        spends(YESTERDAY, 0);
        spends(TODAY, 0);
        comes(TODAY, 312);
        comes(YESTERDAY, 400);
        assertThat(purse(TODAY)).isEqualTo(new Purse(312, false));
    }

    @Test
    void aNoThatComesAfterItsDayLeavesThePurseOfToday() {
        spends(YESTERDAY, 0);
        spends(TODAY, 0);
        comes(YESTERDAY, 0);
        assertThat(purse(TODAY)).isEqualTo(Purse.EMPTY);
        after(Duration.ofSeconds(1));
        spends(TODAY, 0);
        assertThat(asked).as("the question of today is still open").containsExactly(YESTERDAY, TODAY);
    }
}
