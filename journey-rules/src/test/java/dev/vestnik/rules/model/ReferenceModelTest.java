package dev.vestnik.rules.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The rules and the reference model decide the same of random histories. {@code -Dvestnik.histories=10000} runs more of them,
 * {@code -Dvestnik.history=SEED} that one alone and tells all of it.
 */
class ReferenceModelTest {
    private static final int HISTORIES = Integer.getInteger("vestnik.histories", 80);
    private static final long FIRST = 20261129L;

    @Test
    void theRulesDecideAsTheModelDoes() {
        Long one = Long.getLong("vestnik.history");
        if (one != null) {
            tell(one);
        }
        Map<Long, List<String>> differences = new TreeMap<>();
        LongStream.range(one == null ? FIRST : one, one == null ? FIRST + HISTORIES : one + 1)
                .forEach(seed -> differences.put(seed, differences(seed)));
        differences.values().removeIf(List::isEmpty);
        assertThat(firstOf(differences)).as("first differences by seed").isEmpty();
    }

    private static String firstOf(Map<Long, List<String>> differences) {
        return differences.entrySet().stream()
                .limit(20)
                .map(one ->
                        one.getKey() + ": " + one.getValue().stream().limit(4).toList())
                .collect(Collectors.joining("\n"));
    }

    private static List<String> differences(long seed) {
        History history = RandomHistories.of(seed);
        Rules rules = new Rules(history);
        Model model = model(history, rules);
        return Comparison.differences(Clock.run(history, rules), Clock.run(history, model));
    }

    private static Model model(History history, Rules rules) {
        return new Model(history, rules, after -> Rules.nextLook(history.customer(), after));
    }

    private static void tell(long seed) {
        History history = RandomHistories.of(seed);
        System.out.println(history.settings());
        history.plans().forEach(plan -> System.out.println(PlanText.of(plan)));
        history.outages().forEach(System.out::println);
        history.items().forEach(System.out::println);
        Rules rules = new Rules(history);
        System.out.println("rules");
        Clock.run(history, rules).forEach(System.out::println);
        System.out.println("model");
        Clock.run(history, model(history, rules)).forEach(System.out::println);
    }
}
