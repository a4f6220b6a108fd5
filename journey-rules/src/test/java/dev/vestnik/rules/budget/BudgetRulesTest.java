package dev.vestnik.rules.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A budget is given out in parts, to the last message and never beyond. */
class BudgetRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final BudgetKey DAY = new BudgetKey("main", "day", "2026-11-23");

    @Test
    void isGivenOutInPartsThatGetSmaller() {
        BudgetState state = BudgetState.NEW;
        long last = Long.MAX_VALUE;
        for (BudgetRules.Decided part = lease(state, 200_000); part.granted() > 0; part = lease(state, 200_000)) {
            assertThat(part.granted()).isBetween(1L, Math.min(last, BudgetRules.LARGEST_PART));
            last = part.granted();
            state = part.state();
        }
        assertThat(state.leased()).isEqualTo(200_000);
        assertThat(last).isEqualTo(1);
    }

    private static BudgetRules.Decided lease(BudgetState state, long max) {
        return BudgetRules.lease(DAY, state, max, NOON);
    }

    @Test
    void aSmallBudgetIsGivenOutOneByOne() {
        BudgetRules.Decided first = lease(BudgetState.NEW, 2);
        assertThat(first.granted()).isEqualTo(1);
        BudgetRules.Decided second = lease(first.state(), 2);
        assertThat(second.granted()).isEqualTo(1);
        assertThat(lease(second.state(), 2)).isEqualTo(new BudgetRules.Decided(second.state(), 0));
    }

    @Test
    void oneThatWasLoweredIsSpentAndOneThatWasRaisedGoesOn() {
        BudgetState given = new BudgetState(500, null);
        assertThat(lease(given, 100).granted()).isZero();
        assertThat(lease(given, 600).granted()).isEqualTo(1);
        assertThat(lease(BudgetState.NEW, 0).granted()).isZero();
    }

    @Test
    void whatAPartitionGivesUpIsGivenToOthersAndNothingBeyond() {
        BudgetState all = new BudgetState(100, NOON);
        assertThat(lease(all, 100).granted()).isZero();
        BudgetState less = BudgetRules.putBack(all, 7);
        assertThat(less).isEqualTo(new BudgetState(93, NOON));
        long again = 0;
        for (BudgetRules.Decided part = lease(less, 100); part.granted() > 0; part = lease(less, 100)) {
            again += part.granted();
            less = part.state();
        }
        assertThat(again).isEqualTo(7);
        assertThat(BudgetRules.putBack(new BudgetState(3, null), 7).leased()).isZero();
    }

    @Test
    void aDaysBudgetIsForgottenAndATotalIsNot() {
        assertThat(lease(BudgetState.NEW, 9).state().forgetAt()).isEqualTo(NOON.plus(BudgetRules.KEPT));
        BudgetKey total = new BudgetKey("main", "spring", BudgetKey.TOTAL);
        assertThat(BudgetRules.lease(total, BudgetState.NEW, 9, NOON).state().forgetAt())
                .isNull();
    }

    @Test
    void itsKeyIsReadAsItIsWritten() {
        assertThat(DAY.toString()).isEqualTo("/budget/main/day/2026-11-23");
        assertThat(BudgetKey.parse(DAY.toString())).isEqualTo(DAY);
    }
}
