package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.PurseCodec;
import dev.vestnik.engine.streams.codec.PurseCodec.Moment;
import dev.vestnik.engine.streams.codec.PurseCodec.StoredPurse;
import dev.vestnik.engine.streams.edge.BudgetLeases;
import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.budget.Purse;
import dev.vestnik.rules.budget.Purses;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parts of budgets that one partition holds, as states of its store: what a decision spends of them is in the decision's transaction. A
 * purse that runs low has the next part asked for, before it is empty; one that nobody spends from is given up, and what is in it goes back
 * to its owner. For one thread.
 */
final class PurseBook {
    /** An answer that has not come by then is asked for again: the owner was away, or its definitions were behind. */
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(10);

    /** So long a budget counts as spent before its owner is asked again: another partition may have given up its part. */
    private static final Duration SPENT_FOR = Duration.ofMinutes(1);

    /** Between two looks at a purse: one from which nothing is spent for that long is given up with the second. */
    static final Duration LOOKED_AT = Duration.ofMinutes(5);

    private final Function<byte[], byte @Nullable []> states;
    private final PurseCodec codec = new PurseCodec();

    /** @param states of the partition's store, by their keys there */
    PurseBook(Function<byte[], byte @Nullable []> states) {
        this.states = states;
    }

    /** @param max what the budget allows, as this engine knows it */
    private record Looked(StoredPurse purse, long max) {}

    /** The purses as one decision sees them, which notes those that it looks at. */
    final class View implements Purses {
        private final Instant now;
        private final Map<BudgetKey, Looked> looked = new LinkedHashMap<>(2);

        private View(Instant now) {
            this.now = now;
        }

        @Override
        public Purse of(BudgetKey budget, long max) {
            Looked one = looked.computeIfAbsent(budget, key -> new Looked(stored(key, now), max));
            return new Purse(one.purse().left(), isSpent(one));
        }

        /** A budget that was raised since its owner said so has room again. */
        private boolean isSpent(Looked one) {
            Moment spent = one.purse().spent();
            return spent != null && one.max() <= spent.max() && !isOver(spent, SPENT_FOR);
        }

        /**
         * Takes out of the purses what a decision has spent.
         *
         * @param spent messages by budget
         * @param lease asks the owner of a budget for its next part
         */
        void settle(Plan plan, Map<BudgetKey, Long> spent, BudgetLeases.Asking lease) {
            looked.forEach((budget, one) -> {
                StoredPurse before = one.purse();
                StoredPurse after = after(one, spent.getOrDefault(budget, 0L));
                if (after.asked() != before.asked()) {
                    lease.ask(budget);
                }
                if (!after.equals(before)) {
                    plan.rows.add(new Plan.Row(PurseCodec.key(budget), codec.write(after)));
                }
            });
        }

        private StoredPurse after(Looked one, long spent) {
            StoredPurse before = one.purse();
            long left = Math.max(0, before.left() - spent);
            boolean asks = left <= before.part() / 2
                    && (before.asked() == null || isOver(before.asked(), ASKED_AGAIN))
                    && !isSpent(one);
            return new StoredPurse(
                    before.period(),
                    left,
                    before.part(),
                    asks ? new Moment(now, one.max()) : before.asked(),
                    before.spent(),
                    before.idle() && spent == 0 && !asks,
                    before.lookAt());
        }

        private boolean isOver(Moment since, Duration length) {
            return !since.at().plus(length).isAfter(now);
        }
    }

    View view(Instant now) {
        return new View(now);
    }

    /**
     * The next part of a budget has come; 0: there is none. Null for one of another period than the purse is of by now, which is nobody's: the
     * one purse is that of today.
     */
    Plan.@Nullable Row leased(BudgetKey budget, long granted, Instant now) {
        StoredPurse before = ofPeriod(budget, now);
        return before == null ? null : new Plan.Row(PurseCodec.key(budget), codec.write(leased(before, granted, now)));
    }

    private static StoredPurse leased(StoredPurse before, long granted, Instant now) {
        if (granted > 0) {
            return new StoredPurse(
                    before.period(), before.left() + granted, granted, null, null, false, before.lookAt());
        }
        long max = before.asked() == null ? 0 : before.asked().max();
        return new StoredPurse(
                before.period(),
                before.left(),
                before.part(),
                null,
                new Moment(now, max),
                before.idle(),
                before.lookAt());
    }

    /** Whether a wake-up's owner is one of these, and not the owner of a budget. */
    boolean isPurse(byte[] owner) {
        return PurseCodec.budget(text(owner), "") != null;
    }

    /**
     * A look at a purse.
     *
     * @param after the purse from now on; null: it is given up
     * @param unspent messages that go back to the owner of the budget
     */
    record Look(BudgetKey budget, byte @Nullable [] after, long unspent) {}

    Look look(byte[] owner, byte[] stored, Instant now) {
        StoredPurse purse = codec.read(stored);
        BudgetKey budget = Objects.requireNonNull(PurseCodec.budget(text(owner), purse.period()));
        if (purse.lookAt().isAfter(now)) {
            return new Look(budget, stored, 0);
        }
        return purse.idle() ? new Look(budget, null, purse.left()) : new Look(budget, codec.write(idle(purse, now)), 0);
    }

    private static StoredPurse idle(StoredPurse purse, Instant now) {
        return new StoredPurse(
                purse.period(), purse.left(), purse.part(), purse.asked(), purse.spent(), true, now.plus(LOOKED_AT));
    }

    private static String text(byte[] owner) {
        return new String(owner, StandardCharsets.UTF_8);
    }

    private StoredPurse stored(BudgetKey budget, Instant now) {
        StoredPurse stored = ofPeriod(budget, now);
        return stored == null ? empty(budget, now) : stored;
    }

    /** The purse of this period; null where it is of another one. */
    private @Nullable StoredPurse ofPeriod(BudgetKey budget, Instant now) {
        byte[] state = states.apply(PurseCodec.key(budget));
        StoredPurse stored = state == null ? empty(budget, now) : codec.read(state);
        return stored.period().equals(budget.period()) ? stored : null;
    }

    private static StoredPurse empty(BudgetKey budget, Instant now) {
        return new StoredPurse(
                budget.period(),
                0,
                0,
                null,
                null,
                false,
                now.truncatedTo(ChronoUnit.MILLIS).plus(LOOKED_AT));
    }
}
