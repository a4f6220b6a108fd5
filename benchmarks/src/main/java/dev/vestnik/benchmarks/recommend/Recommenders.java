package dev.vestnik.benchmarks.recommend;

import dev.vestnik.rules.product.ProductFacts;
import dev.vestnik.rules.product.ProductPrice;
import dev.vestnik.rules.recommend.Companions;
import dev.vestnik.rules.recommend.FoundProduct;
import dev.vestnik.rules.recommend.RecommendRules;
import dev.vestnik.rules.recommend.Recommending;
import dev.vestnik.rules.recommend.Together;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Three that recommend by the same customers: the engine's rules, the same counts without a bound and without forgetting, and the most popular. */
final class Recommenders {
    private static final ProductFacts IN_STOCK =
            new ProductFacts("one", new ProductPrice(1, "RUB"), 1, null, null, null, null);

    private final Map<String, Companions> companions = new HashMap<>();
    private final Map<String, Map<String, Integer>> exact = new HashMap<>();
    private final Map<String, Integer> popular = new HashMap<>();

    void had(String product, List<String> others, Instant now) {
        if (others.isEmpty()) {
            return;
        }
        companions.put(
                product, companions.getOrDefault(product, Companions.NONE).with(others, now));
        others.forEach(other ->
                exact.computeIfAbsent(product, first -> new HashMap<>()).merge(other, 1, Integer::sum));
    }

    void chosen(String product) {
        popular.merge(product, 1, Integer::sum);
    }

    /** The rules of the engine: the question goes from product to product. */
    List<String> recommended(List<String> about, int most, Instant now) {
        List<String> first = about.subList(Math.max(0, about.size() - Recommending.MOST_ABOUT), about.size());
        Recommending asked = new Recommending(Together.BOUGHT, first, Set.copyOf(about), List.of(), List.of(), most);
        for (@Nullable String next = asked.next(); next != null; next = asked.next()) {
            asked = RecommendRules.asked(next, IN_STOCK, companions.getOrDefault(next, Companions.NONE), asked, now);
        }
        return asked.found().stream().map(FoundProduct::product).toList();
    }

    List<String> unbounded(List<String> about, int most) {
        Map<String, Double> weights = new HashMap<>();
        for (String product : about) {
            Map<String, Integer> counts = exact.getOrDefault(product, Map.of());
            double sum = counts.values().stream().mapToInt(Integer::intValue).sum();
            counts.forEach((other, count) -> weights.merge(other, count / sum, Double::sum));
        }
        return best(weights, about, most);
    }

    List<String> mostPopular(List<String> about, int most) {
        return best(popular, about, most);
    }

    private static <N extends Number> List<String> best(Map<String, N> weights, List<String> without, int most) {
        return weights.entrySet().stream()
                .filter(entry -> !without.contains(entry.getKey()))
                .sorted(Comparator.comparingDouble((Map.Entry<String, N> entry) ->
                                -entry.getValue().doubleValue())
                        .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    double meanCompanions() {
        return companions.values().stream()
                .mapToInt(one -> one.all().size())
                .average()
                .orElse(0);
    }

    double meanExact() {
        return exact.values().stream().mapToInt(Map::size).average().orElse(0);
    }
}
