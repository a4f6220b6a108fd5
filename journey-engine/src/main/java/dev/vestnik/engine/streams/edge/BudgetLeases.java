package dev.vestnik.engine.streams.edge;

import dev.vestnik.engine.streams.edge.Incoming.Leased;
import dev.vestnik.engine.streams.edge.Incoming.PutBack;
import dev.vestnik.engine.streams.edge.Incoming.ToBudget;
import dev.vestnik.engine.streams.edge.Incoming.ToPool.Asker;
import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.budget.BudgetRules;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.schemas.engine.Ask;
import dev.vestnik.schemas.engine.EngineCommand;
import dev.vestnik.schemas.engine.GiveBack;
import dev.vestnik.schemas.message.MessageHeader;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The questions of partitions to the owners of budgets, and the answers. An answer goes to a customer of the partition that asked, which is
 * how it comes there.
 */
public final class BudgetLeases {
    private static final String ID = "lease/";
    private static final String MESSAGES = "messages";
    private static final String OWNERS = new Owner(OwnerKind.BUDGET, "").toString();

    private BudgetLeases() {}

    /** Asks for the next part of a budget. */
    @FunctionalInterface
    public interface Asking {
        void ask(BudgetKey budget);
    }

    /**
     * Asks the owner of a budget for its next part.
     *
     * @param revision of the definitions that have the budget here
     */
    public static EngineCommand ask(CustomerKey customer, BudgetKey budget, long revision, Instant now) {
        Request.Take take = new Request.Take(BudgetRules.LARGEST_PART, revision);
        return OutgoingCommands.ask(customer, new Effect.Ask(ID + budget, budget.owner(), take), now);
    }

    /** Gives back to the owner of a budget what a purse has had for long without spending it. */
    public static EngineCommand giveBack(BudgetKey budget, long messages, Instant now) {
        String id = ID + budget;
        return new EngineCommand(
                OutgoingCommands.header(budget.toString(), "give-back/" + id, now),
                new Ask(id, "", new GiveBack(messages)));
    }

    /** @param granted 0: the budget is spent */
    public static EngineCommand answer(String askId, String asker, long granted, Instant now) {
        return granted == 0
                ? OutgoingCommands.refused(
                        new Effect.Refuse(askId, asker, SkipReason.BUDGET_SPENT, "the budget is spent"), now)
                : OutgoingCommands.granted(new Effect.Grant(askId, asker, Map.of(MESSAGES, granted)), now);
    }

    /** Whether a command is for the owner of a budget. */
    static boolean isOfBudget(MessageHeader header) {
        return header.getShop().isEmpty() && header.getCustomerId().startsWith(OWNERS);
    }

    /** @throws IllegalArgumentException when it says what cannot be (poison) */
    static ToBudget read(MessageHeader header, Ask ask) {
        return new ToBudget(
                BudgetKey.parse(header.getCustomerId()),
                new Asker(ask.getAskId(), ask.getAsker(), PoolRecords.revision(ask)));
    }

    /** @throws IllegalArgumentException when it says what cannot be (poison) */
    static Incoming putBack(MessageHeader header, GiveBack back) {
        return back.getAmount() > 0
                ? new PutBack(BudgetKey.parse(header.getCustomerId()), back.getAmount())
                : new Incoming.Unknown();
    }

    static boolean isLease(String askId) {
        return askId.startsWith(ID);
    }

    /** @param result null where it was refused */
    static Leased read(CustomerKey customer, String askId, @Nullable Map<String, Object> result) {
        BudgetKey budget = BudgetKey.parse(askId.substring(ID.length()));
        long granted = result != null && result.get(MESSAGES) instanceof Long messages ? messages : 0;
        return new Leased(customer, budget, granted);
    }
}
