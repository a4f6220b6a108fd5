package dev.vestnik.engine.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.simulation.SimulationChange.Ended;
import dev.vestnik.rules.simulation.Stories.Entry;
import dev.vestnik.rules.simulation.Stories.Story;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The timelines of some of the customers who enter a simulated journey.
 *
 * @param next null: all are on one page
 */
record SimulationTimelines(List<Timeline> items, @Nullable String next) {

    /**
     * @param shop null where the caller may not know who it is
     * @param customer likewise
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Timeline(
            String version, @Nullable String shop, @Nullable String customer, List<Line> entries) {}

    /** @param signal an event's type, {@code wake-up}, {@code receipt} or {@code answer} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            Instant at,
            String signal,
            String outcome,
            @Nullable String reason,
            @Nullable String journey,
            @Nullable String step,
            @Nullable String channel,
            @Nullable String template) {}

    /**
     * @param named whether the caller may know who the customers are
     * @param visible whether the caller may know of a journey, by its id
     */
    static SimulationTimelines of(Simulation simulation, boolean named, Predicate<String> visible) {
        Ended ended = simulation.ended();
        Map<String, List<Story>> stories = ended == null || ended.stories() == null ? Map.of() : ended.stories();
        return new SimulationTimelines(
                stories.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .flatMap(one ->
                                one.getValue().stream().map(story -> timeline(one.getKey(), story, named, visible)))
                        .toList(),
                null);
    }

    private static Timeline timeline(String version, Story story, boolean named, Predicate<String> visible) {
        return new Timeline(
                version,
                named ? story.customer().shop() : null,
                named ? story.customer().customerId() : null,
                story.entries().stream().flatMap(entry -> line(entry, visible)).toList());
    }

    private static Stream<Line> line(Entry entry, Predicate<String> visible) {
        String journey = entry.journey();
        return journey != null && !visible.test(journey)
                ? Stream.empty()
                : Stream.of(new Line(
                        entry.at(),
                        entry.signal(),
                        entry.outcome().name().toLowerCase(Locale.ROOT),
                        entry.reason(),
                        journey,
                        entry.step(),
                        entry.channel(),
                        entry.template()));
    }
}
