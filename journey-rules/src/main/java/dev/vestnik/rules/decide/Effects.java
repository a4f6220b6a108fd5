package dev.vestnik.rules.decide;

import dev.vestnik.rules.budget.BudgetKey;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.journey.JourneyClass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The effects of one decision so far, in their order. */
final class Effects {
    private final List<Effect> all = new ArrayList<>(4);

    void add(Effect effect) {
        all.add(effect);
    }

    int size() {
        return all.size();
    }

    /** Takes back those after the first so many. */
    void cut(int size) {
        all.subList(size, all.size()).clear();
    }

    List<Effect> all() {
        return all;
    }

    /** The messages that were paid from this budget. */
    long spent(BudgetKey budget) {
        return all.stream()
                .filter(effect -> effect instanceof Effect.Spend(var other) && other.equals(budget))
                .count();
    }

    /** The journey of the last marketing message, but for those that are left out; null where none went out. */
    @Nullable
    String lastMarketing(Predicate<Effect.Send> leftOut) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i) instanceof Effect.Send send
                    && send.messageClass() == JourneyClass.MARKETING
                    && !leftOut.test(send)) {
                return send.journey();
            }
        }
        return null;
    }

    /** The channels that were passed over, in their order. */
    List<Decision> skipped() {
        List<Decision> skipped = new ArrayList<>();
        for (Effect effect : all) {
            if (effect instanceof Effect.Record(var decision, var sequence) && decision.outcome() == Outcome.SKIPPED) {
                skipped.add(decision);
            }
        }
        return skipped;
    }
}
