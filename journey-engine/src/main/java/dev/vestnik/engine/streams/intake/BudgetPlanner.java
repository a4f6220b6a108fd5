package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.codec.BudgetCodec;
import dev.vestnik.engine.streams.edge.BudgetLeases;
import dev.vestnik.engine.streams.edge.Incoming.Leased;
import dev.vestnik.engine.streams.edge.Incoming.ToBudget;
import dev.vestnik.engine.streams.edge.RecordWriter;
import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.budget.BudgetRules;
import dev.vestnik.rules.budget.BudgetState;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.settings.Budget;
import dev.vestnik.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Asks the rules of budgets and turns their answer into bytes, as {@link Planner} does for customers. For one thread. */
final class BudgetPlanner {
    private final RecordWriter writer;
    private final PurseBook purses;
    private final BudgetCodec codec = new BudgetCodec();

    BudgetPlanner(RecordWriter writer, PurseBook purses) {
        this.writer = writer;
        this.purses = purses;
    }

    /**
     * Gives out the next part. Null, which nobody hears, where the definitions here are behind the asker's, or do not have the budget (yet, or
     * any more): its messages wait, and the purse asks again.
     */
    @Nullable
    Plan plan(byte[] key, byte @Nullable [] stored, ToBudget asked, Definitions definitions, Instant now) {
        Budget budget = asked.asker().revision() > definitions.revision() ? null : budget(asked.budget(), definitions);
        if (budget == null) {
            return null;
        }
        BudgetState state = stored == null ? BudgetState.NEW : codec.read(stored);
        BudgetRules.Decided decided = BudgetRules.lease(asked.budget(), state, budget.max(), now);
        Plan plan = new Plan(key);
        if (decided.state() != state) {
            plan.changed = true;
            plan.state = codec.write(decided.state());
        }
        String sink = Topics.COMMANDS.name();
        byte[] asker = asked.asker().key().getBytes(StandardCharsets.UTF_8);
        plan.emissions.add(new Emission(
                sink,
                asker,
                writer.write(
                        sink,
                        BudgetLeases.answer(asked.asker().askId(), asked.asker().key(), decided.granted(), now))));
        return plan;
    }

    private static @Nullable Budget budget(BudgetKey key, Definitions definitions) {
        return definitions.in(key.shop()).shop().budgets().stream()
                .filter(budget -> budget.id().equals(key.budget()))
                .findFirst()
                .orElse(null);
    }

    /** Puts a part into the partition's purse. */
    Plan leased(byte[] customer, Leased leased, Instant now) {
        Plan plan = new Plan(customer);
        Plan.Row row = purses.leased(leased.budget(), leased.granted(), now);
        if (row != null) {
            plan.rows.add(row);
        }
        return plan;
    }

    /** Takes back what a partition has not spent. Null where the budget is forgotten, and what was left of it with it. */
    @Nullable
    Plan putBack(byte[] key, byte @Nullable [] stored, long messages) {
        if (stored == null) {
            return null;
        }
        Plan plan = new Plan(key);
        plan.changed = true;
        plan.state = codec.write(BudgetRules.putBack(codec.read(stored), messages));
        return plan;
    }

    /** Forgets the budget of a day that is over, or looks at a purse. */
    Plan woken(byte[] key, byte @Nullable [] stored, Instant now) {
        Plan plan = new Plan(key);
        plan.state = stored;
        if (stored != null && purses.isPurse(key)) {
            look(plan, stored, now);
        } else if (stored != null) {
            Instant forgetAt = codec.read(stored).forgetAt();
            plan.changed = forgetAt != null && !forgetAt.isAfter(now);
            plan.state = plan.changed ? null : stored;
        }
        return plan;
    }

    private void look(Plan plan, byte[] stored, Instant now) {
        PurseBook.Look look = purses.look(plan.customer, stored, now);
        plan.changed = look.after() != stored;
        plan.state = look.after();
        if (look.unspent() > 0) {
            String sink = Topics.COMMANDS.name();
            plan.emissions.add(new Emission(
                    sink,
                    look.budget().toString().getBytes(StandardCharsets.UTF_8),
                    writer.write(sink, BudgetLeases.giveBack(look.budget(), look.unspent(), now))));
        }
    }
}
