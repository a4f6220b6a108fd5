package dev.vestnik.rules.recommend;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The products that customers bought, or viewed, together with one; immutable and bounded. A new one takes the place of the one that came
 * up least and inherits its weight ("space saving": Metwally, Agrawal, El Abbadi, 2005): what comes up often gets a place for good, what
 * comes up once goes again. Only what was counted since makes a recommendation. Weights halve in a month.
 *
 * @param all the one that was counted most at the front
 * @param at the time of the weights
 */
public record Companions(List<Companion> all, Instant at) {
    public static final Companions NONE = new Companions(List.of(), Instant.EPOCH);

    /** A product has at most so many. */
    public static final int MOST = 32;

    /** Less than two customers of late are chance; nor does a recommendation tell of a single one. */
    static final double LEAST = 1.5;

    private static final Duration HALF_LIFE = Duration.ofDays(30);

    public Companions {
        all = List.copyOf(all);
    }

    /**
     * A product that belongs to another one.
     *
     * @param counted customers since it has its place
     * @param inherited from those that had the place before
     */
    public record Companion(String product, double counted, double inherited) {
        double weight() {
            return counted + inherited;
        }

        private Companion again() {
            return new Companion(product, counted + 1, inherited);
        }

        private Companion faded(double factor) {
            return new Companion(product, counted * factor, inherited * factor);
        }
    }

    /** The companions once one more customer had these together with it. */
    public Companions with(Collection<String> others, Instant now) {
        Map<String, Companion> kept = new LinkedHashMap<>();
        double factor = factor(now);
        all.forEach(one -> kept.put(one.product(), one.faded(factor)));
        others.forEach(other -> count(kept, other));
        List<Companion> sorted = kept.values().stream()
                .sorted(Comparator.comparingDouble(Companion::counted).reversed())
                .toList();
        return new Companions(sorted, now.isAfter(at) ? now : at);
    }

    private static void count(Map<String, Companion> kept, String other) {
        Companion known = kept.get(other);
        double inherited = 0;
        if (known == null && kept.size() >= MOST) {
            Companion least = Collections.min(kept.values(), Comparator.comparingDouble(Companion::weight));
            kept.remove(least.product());
            inherited = least.weight();
        }
        kept.put(other, known == null ? new Companion(other, 1, inherited) : known.again());
    }

    private double factor(Instant now) {
        double age = Math.max(0, Duration.between(at, now).toMillis());
        return Math.pow(0.5, age / HALF_LIFE.toMillis());
    }

    /** The companions that more than one customer had of late, each with its part of all that was counted. */
    List<Suggestion> suggestions(Instant now) {
        double factor = factor(now);
        double sum = all.stream().mapToDouble(Companion::counted).sum();
        return all.stream()
                .filter(one -> one.counted() * factor >= LEAST)
                .map(one -> new Suggestion(one.product(), one.counted() / sum))
                .toList();
    }
}
