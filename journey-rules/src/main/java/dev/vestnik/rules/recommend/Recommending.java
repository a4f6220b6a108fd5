package dev.vestnik.rules.recommend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question for products that belong to others, on its way from product to product: to those it is about, whose companions are suggested, and
 * then to those that are suggested, the best first, which know whether they can be bought. It carries all that it has found: nobody keeps a state of it.
 *
 * @param about the products it has to ask for their companions still
 * @param without products that are not recommended
 * @param suggestions the best one at the front
 * @param most so many are wanted
 */
public record Recommending(
        Together together,
        List<String> about,
        Set<String> without,
        List<Suggestion> suggestions,
        List<FoundProduct> found,
        int most) {
    /** So many products it may be about. */
    public static final int MOST_ABOUT = 3;

    /** So many may be wanted. */
    public static final int MOST_FOUND = 10;

    /** So many suggestions are asked: where these are sold out, fewer are found. */
    static final int MOST_SUGGESTIONS = 12;

    public Recommending {
        about = List.copyOf(about);
        without = Set.copyOf(without);
        suggestions = List.copyOf(suggestions);
        found = List.copyOf(found);
    }

    /** The product that it goes to next; null: it is answered. */
    public @Nullable String next() {
        if (!about.isEmpty()) {
            return about.getFirst();
        }
        return suggestions.isEmpty() || found.size() >= most
                ? null
                : suggestions.getFirst().product();
    }

    /** Whether it comes to this product for its companions. */
    boolean isAbout(String product) {
        return !about.isEmpty() && about.getFirst().equals(product);
    }

    Recommending knowing(List<Suggestion> more) {
        Map<String, Double> weights = new LinkedHashMap<>();
        suggestions.forEach(one -> weights.put(one.product(), one.weight()));
        more.stream()
                .filter(one -> !without.contains(one.product()))
                .forEach(one -> weights.merge(one.product(), one.weight(), Double::sum));
        List<Suggestion> best = weights.entrySet().stream()
                .map(one -> new Suggestion(one.getKey(), one.getValue()))
                .sorted(Comparator.comparingDouble(Suggestion::weight).reversed())
                .limit(MOST_SUGGESTIONS)
                .toList();
        return new Recommending(together, about.subList(1, about.size()), without, best, found, most);
    }

    Recommending without(String suggestion) {
        List<Suggestion> left = suggestions.stream()
                .filter(one -> !one.product().equals(suggestion))
                .toList();
        return new Recommending(together, about, without, left, found, most);
    }

    Recommending having(FoundProduct product) {
        List<FoundProduct> more = new ArrayList<>(found);
        more.add(product);
        return new Recommending(together, about, without, suggestions, more, most);
    }
}
