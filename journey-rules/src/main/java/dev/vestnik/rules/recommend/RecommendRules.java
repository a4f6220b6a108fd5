package dev.vestnik.rules.recommend;

import dev.vestnik.rules.product.ProductFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules by which a product answers a question for recommendations, or hands it on: pure. */
public final class RecommendRules {
    private RecommendRules() {}

    /**
     * The question as it leaves the product: with its companions where it is about it, else with what the product knows of itself.
     *
     * @param facts null: the shop has said nothing of it, or has deleted it
     */
    public static Recommending asked(
            String product, @Nullable ProductFacts facts, Companions companions, Recommending asked, Instant now) {
        if (asked.isAbout(product)) {
            return asked.knowing(companions.suggestions(now));
        }
        Recommending left = asked.without(product);
        return facts == null || !facts.isInStock() ? left : left.having(new FoundProduct(product, facts));
    }
}
