package dev.vestnik.engine.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.codec.StoreKeys;
import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.budget.Purse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The parts of budgets that a partition has: asked for in time, spent once, of their own day alone, and given back where nobody needs them. */
class PurseBookTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-30T00:00:00Z");
    private static final BudgetKey YESTERDAY = new BudgetKey("main", "day", "2026-11-29");
    private static final BudgetKey TODAY = new BudgetKey("main", "day", "2026-11-30");

    private static final byte[] PURSE = "/budget/main/day".getBytes(StandardCharsets.UTF_8);

    private final Map<ByteBuffer, byte[]> states = new HashMap<>();
    private final PurseBook book = new PurseBook(key -> states.get(ByteBuffer.wrap(key)));
    private final List<BudgetKey> asked = new ArrayList<>();
    private Instant now = MIDNIGHT;
    private long max = 20_000;

    private Purse purse(BudgetKey budget) {
        return book.view(now).of(budget, max);
    }

    private void spends(BudgetKey budget, long messages) {
        PurseBook.View view = book.view(now);
        view.of(budget, max);
        Plan plan = new Plan(new byte[0]);
        view.settle(plan, Map.of(budget, messages), asked::add);
        plan.rows.forEach(this::put);
    }

    private void put(Plan.Row row) {
        states.put(ByteBuffer.wrap(row.key()), row.value());
    }

    private void comes(BudgetKey budget, long granted) {
        Plan.Row row = book.leased(budget, granted, now);
        if (row != null) {
            put(row);
        }
    }

    /** Its wake-up has come; what goes back to the owner. */
    private long isLookedAt() {
        ByteBuffer key = ByteBuffer.wrap(StoreKeys.state(PURSE));
        PurseBook.Look look = book.look(PURSE, states.get(key), now);
        assertThat(look.budget()).isEqualTo(TODAY);
        if (look.after() == null) {
            states.remove(key);
        } else {
            states.put(key, look.after());
        }
        return look.unspent();
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
    void aBudgetThatIsRaisedIsSpentNoLonger() {
        spends(TODAY, 0);
        comes(TODAY, 0);
        assertThat(purse(TODAY)).isEqualTo(new Purse(0, true));
        max++;
        assertThat(purse(TODAY)).isEqualTo(Purse.EMPTY);
        spends(TODAY, 0);
        assertThat(asked).hasSize(2);
        comes(TODAY, 0);
        assertThat(purse(TODAY)).as("the owner knows that it was raised").isEqualTo(new Purse(0, true));
        max -= 2;
        assertThat(purse(TODAY)).as("a lower one has no more").isEqualTo(new Purse(0, true));
    }

    @Test
    void aRaiseThatItsQuestionDidNotKnowOfIsAskedAbout() {
        spends(TODAY, 0);
        max++;
        comes(TODAY, 0);
        assertThat(purse(TODAY)).isEqualTo(Purse.EMPTY);
        spends(TODAY, 0);
        assertThat(asked).hasSize(2);
    }

    @Test
    void whatNobodySpendsForAWhileGoesBackToItsOwner() {
        comes(TODAY, 312);
        spends(TODAY, 2);
        after(PurseBook.LOOKED_AT);
        assertThat(isLookedAt()).as("spent from since it was looked at").isZero();
        after(PurseBook.LOOKED_AT);
        spends(TODAY, 1);
        assertThat(isLookedAt()).as("and again").isZero();
        after(PurseBook.LOOKED_AT.minusMillis(1));
        assertThat(isLookedAt()).as("it is not time").isZero();
        after(Duration.ofMillis(1));
        assertThat(isLookedAt()).isEqualTo(309);
        assertThat(purse(TODAY)).isEqualTo(Purse.EMPTY);
        spends(TODAY, 0);
        assertThat(asked).as("the next message has a part of its own asked for").hasSize(1);
    }

    @Test
    void aLookAtAPurseIsNoUseOfIt() {
        comes(TODAY, 312);
        for (int i = 0; i < 2; i++) {
            after(PurseBook.LOOKED_AT);
            spends(TODAY, 0);
            assertThat(isLookedAt()).isEqualTo(i == 0 ? 0 : 312);
        }
    }

    @Test
    void anOwnerOfABudgetIsNoPurse() {
        assertThat(book.isPurse(PURSE)).isTrue();
        assertThat(book.isPurse(TODAY.toString().getBytes(StandardCharsets.UTF_8)))
                .isFalse();
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
