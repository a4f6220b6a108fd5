package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.PurseCodec;
import dev.vestnik.engine.streams.codec.PurseCodec.Stored;
import dev.vestnik.engine.streams.edge.BudgetLeases;
import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.budget.Purse;
import dev.vestnik.rules.budget.Purses;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parts of budgets that one partition holds, as rows of its store: what a decision spends of them is in the decision's transaction. A
 * purse that runs low has the next part asked for, before it is empty. For one thread.
 */
final class PurseBook {
    /** An answer that has not come by then is asked for again: the owner was away, or its definitions were behind. */
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(10);

    /** So long a budget counts as spent before its owner is asked again: somebody may have raised it. */
    private static final Duration SPENT_FOR = Duration.ofMinutes(1);

    private final Function<byte[], byte @Nullable []> rows;
    private final PurseCodec codec = new PurseCodec();

    PurseBook(Function<byte[], byte @Nullable []> rows) {
        this.rows = rows;
    }

    /** The purses as one decision sees them, which notes those that it looks at. */
    final class View implements Purses {
        private final Instant now;
        private final Map<BudgetKey, Stored> looked = new LinkedHashMap<>(2);

        private View(Instant now) {
            this.now = now;
        }

        @Override
        public Purse of(BudgetKey budget) {
            Stored purse = looked.computeIfAbsent(budget, PurseBook.this::stored);
            boolean spent =
                    purse.spentAt() != null && purse.spentAt().plus(SPENT_FOR).isAfter(now);
            return new Purse(purse.left(), spent);
        }

        /**
         * Takes out of the purses what a decision has spent.
         *
         * @param spent messages by budget
         * @param lease asks the owner of a budget for its next part
         */
        void settle(Plan plan, Map<BudgetKey, Long> spent, BudgetLeases.Asking lease) {
            looked.forEach((budget, before) -> {
                Stored after = after(before, spent.getOrDefault(budget, 0L));
                if (after.askedAt() != before.askedAt()) {
                    lease.ask(budget);
                }
                if (!after.equals(before)) {
                    plan.rows.add(new Plan.Row(PurseCodec.key(budget), codec.write(after)));
                }
            });
        }

        private Stored after(Stored before, long spent) {
            long left = Math.max(0, before.left() - spent);
            boolean asks = left <= before.part() / 2
                    && isOver(before.askedAt(), ASKED_AGAIN)
                    && isOver(before.spentAt(), SPENT_FOR);
            return new Stored(before.period(), left, before.part(), asks ? now : before.askedAt(), before.spentAt());
        }

        private boolean isOver(@Nullable Instant since, Duration length) {
            return since == null || !since.plus(length).isAfter(now);
        }
    }

    View view(Instant now) {
        return new View(now);
    }

    /**
     * The next part of a budget has come; 0: there is none. Null for one of another period than the purse is of by now, which is nobody's: the
     * one row has the purse of today.
     */
    Plan.@Nullable Row leased(BudgetKey budget, long granted, Instant now) {
        Stored before = ofPeriod(budget);
        if (before == null) {
            return null;
        }
        Stored after = granted == 0
                ? new Stored(before.period(), before.left(), before.part(), null, now)
                : new Stored(before.period(), before.left() + granted, granted, null, null);
        return new Plan.Row(PurseCodec.key(budget), codec.write(after));
    }

    private Stored stored(BudgetKey budget) {
        Stored stored = ofPeriod(budget);
        return stored == null ? empty(budget) : stored;
    }

    /** The purse of this period; null where it is of another one. */
    private @Nullable Stored ofPeriod(BudgetKey budget) {
        byte[] row = rows.apply(PurseCodec.key(budget));
        Stored stored = row == null ? empty(budget) : codec.read(row);
        return stored.period().equals(budget.period()) ? stored : null;
    }

    private static Stored empty(BudgetKey budget) {
        return new Stored(budget.period(), 0, 0, null, null);
    }
}
