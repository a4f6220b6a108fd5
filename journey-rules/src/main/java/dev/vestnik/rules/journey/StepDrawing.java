package dev.vestnik.rules.journey;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step in a picture of its journey: a node and the arrows out of it.
 *
 * @param kind as documents call it
 * @param summary what it does, in a few words
 * @param arrows where it leads, the first that applies first
 */
public record StepDrawing(String kind, String summary, List<Arrow> arrows) {
    public StepDrawing {
        arrows = List.copyOf(arrows);
    }

    /**
     * A way out of a step.
     *
     * @param label when it is taken, in a few words
     * @param to the id of the step that it leads to; null: the instance ends there
     */
    public record Arrow(String label, @Nullable String to) {}

    /** A duration in words: {@code 1 d 12 h}. */
    public static String inWords(Duration duration) {
        String words = Stream.of(
                        part(duration.toDays(), "d"),
                        part(duration.toHoursPart(), "h"),
                        part(duration.toMinutesPart(), "min"),
                        part(duration.toSecondsPart(), "s"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? "less than 1 s" : words;
    }

    private static String part(long count, String unit) {
        return count == 0 ? "" : count + " " + unit;
    }
}
