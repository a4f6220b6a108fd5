package dev.vestnik.rules.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds where two sides do not agree. */
public final class ModelComparison {
    /** Outcomes that tell what becomes of runs and messages. The others only say what was told. */
    private static final Set<String> OUTCOMES = Set.of(
            "ENTERED",
            "LEFT",
            "SENT",
            "RETRIED",
            "SKIPPED",
            "HELD",
            "REVOKED",
            "CONVERTED",
            "SUPPRESSED",
            "MERGED",
            "NOT_MERGED",
            "EXPOSED",
            "UPDATED",
            "EMITTED",
            "OFFERED",
            "TASK",
            "ANSWER");

    private static final Set<String> ENDS = Set.of("ENTERED", "LEFT", "CONVERTED", "DROPPED");
    private static final Set<String> DROPS = Set.of("event-not-emitted", "journey-not-started", "offer-returned");

    private ModelComparison() {}

    /** What one side has decided and the other has not, as texts; empty where they agree. */
    public static List<String> differences(List<Line> rules, List<Line> model) {
        List<String> differences = new ArrayList<>();
        List<String> theirs = new ArrayList<>(texts(rules));
        for (String line : texts(model)) {
            if (!theirs.remove(line)) {
                differences.add("model " + line);
            }
        }
        theirs.forEach(line -> differences.add("rules " + line));
        differences.sort((a, b) -> a.substring(6).compareTo(b.substring(6)));
        return differences;
    }

    private static List<String> texts(List<Line> lines) {
        return lines.stream()
                .filter(line -> OUTCOMES.contains(line.outcome()) || isDrop(line.reason()))
                .map(line -> ENDS.contains(line.outcome()) ? line.ofRun() : line)
                .map(Line::toString)
                .toList();
    }

    private static boolean isDrop(@Nullable String reason) {
        return reason != null && DROPS.contains(reason);
    }
}
