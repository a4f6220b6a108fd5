package dev.vestnik.rules.gate;

import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.budget.Purse;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.rules.settings.Budget;
import dev.vestnik.rules.settings.ShopSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a marketing message pass as long as each budget that counts it has room, and spends one of each once it goes out. The partition has
 * a part of each budget at hand; where that is used up, the message waits for the next part.
 */
final class BudgetGate implements Gate {
    /** A part takes some hundred milliseconds to come. */
    static final Duration AGAIN = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "budget";
    }

    /** Another attempt of a message has been paid for. */
    @Override
    public @Nullable Ruling check(Draft draft, Situation situation) {
        ShopSettings settings = situation.definitions().shop();
        if (settings.budgets().isEmpty()
                || draft.messageClass() != JourneyClass.MARKETING
                || !situation.definitions().level().allows(FeatureLevel.LANGUAGE)
                || isPaid(draft, situation)) {
            return null;
        }
        List<BudgetKey> counting = new ArrayList<>();
        Map<String, String> inputs = new HashMap<>();
        boolean waits = false;
        for (Budget budget : settings.budgets(
                draft.channel(), draft.candidate().journey().id().value())) {
            BudgetKey key = key(budget, settings, situation);
            Purse purse = situation.purse(key, budget.max());
            if (purse.left() == 0 && purse.spent()) {
                return new Ruling.No(SkipReason.BUDGET_SPENT, Map.of("budget", budget.id(), "period", key.period()));
            }
            waits |= purse.left() == 0;
            inputs.put("budget." + budget.id(), key.period());
            counting.add(key);
        }
        if (counting.isEmpty()) {
            return null;
        }
        return waits ? waiting(draft, situation.now().plus(AGAIN), inputs) : paying(draft, counting, inputs);
    }

    private static Ruling waiting(Draft draft, Instant again, Map<String, String> inputs) {
        return draft.mayWaitUntil(again)
                ? new Ruling.Hold(again, OnHold.BUDGET, inputs)
                : new Ruling.No(SkipReason.EXPIRED, inputs); // there may be room, but not in time
    }

    private static Ruling paying(Draft draft, List<BudgetKey> budgets, Map<String, String> inputs) {
        draft.pays(budgets);
        return Ruling.pass(inputs);
    }

    private static boolean isPaid(Draft draft, Situation situation) {
        var id = situation.messageId(draft.candidate());
        return situation.state().messages().stream()
                .anyMatch(message -> message.id().equals(id));
    }

    private static BudgetKey key(Budget budget, ShopSettings settings, Situation situation) {
        String period = budget.daily()
                ? situation.now().atZone(settings.zone()).toLocalDate().toString()
                : BudgetKey.TOTAL;
        return new BudgetKey(situation.customer().shop(), budget.id(), period);
    }
}
