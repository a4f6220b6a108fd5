package dev.vestnik.rules.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The differences between the rules and the model in random histories of one kind.
 *
 * @param histories by their seeds
 * @param sides new ones for each history
 */
record Differences(LongFunction<RandomHistory> histories, Function<RandomHistory, Sides> sides) {
    private static final int MOST_TOLD = 20;
    private static final int MOST_LINES = 4;

    /** Those who decide about the same history. */
    record Sides(Side rules, Side model) {}

    /**
     * The first differences by seed; empty where there are none.
     *
     * @param alone the system property whose value is the only seed to look at, of which all is told
     */
    String first(String alone, LongStream seeds) {
        Long one = Long.getLong(alone);
        if (one != null) {
            tell(one);
        }
        Map<Long, List<String>> differences = new TreeMap<>();
        (one == null ? seeds : LongStream.of(one)).forEach(seed -> differences.put(seed, of(seed)));
        differences.values().removeIf(List::isEmpty);
        return differences.entrySet().stream()
                .limit(MOST_TOLD)
                .map(each -> each.getKey() + ": "
                        + each.getValue().stream().limit(MOST_LINES).toList())
                .collect(Collectors.joining("\n"));
    }

    private List<String> of(long seed) {
        RandomHistory history = histories.apply(seed);
        Sides both = sides.apply(history);
        try {
            return ModelComparison.differences(Clock.run(history, both.rules()), Clock.run(history, both.model()));
        } catch (RuntimeException | AssertionError e) {
            return List.of("fails: " + e); // alone, it is told with the trace
        }
    }

    private void tell(long seed) {
        RandomHistory history = histories.apply(seed);
        System.out.println(history.settings());
        history.plans().forEach(plan -> System.out.println(PlanText.of(plan)));
        history.outages().forEach(System.out::println);
        history.lags().forEach(System.out::println);
        history.items().forEach(System.out::println);
        Sides both = sides.apply(history);
        System.out.println("rules");
        Clock.run(history, both.rules()).forEach(System.out::println);
        System.out.println("model");
        Clock.run(history, both.model()).forEach(System.out::println);
    }
}
