package dev.vestnik.engine.authoring;

import dev.vestnik.engine.authoring.Rollout.InFlightCount;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.document.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The effects that publishing would have.
 *
 * @param version that it would make
 * @param inFlight customers who are in the journey now, by version
 * @param perStep the same customers, by the step in which they stand
 * @param cannotMigrate those of them who would leave with {@code inFlight: migrate}
 * @param unknown instances that did not say how many they have
 * @param warnings of what is allowed in it, and probably not meant
 */
record DryRun(
        int version,
        boolean changed,
        Map<Integer, Long> inFlight,
        Map<String, Long> perStep,
        List<Unmovable> cannotMigrate,
        Set<String> unknown,
        List<Warning> warnings) {
    /**
     * A step of a version for which the draft has no place.
     *
     * @param customers who stand in it
     */
    record Unmovable(int version, String step, long customers, String why) {}

    static DryRun of(Definition definition, Map<String, String> moves, InFlightCount count, List<Warning> warnings) {
        return new DryRun(
                definition.versions().size() + 1,
                definition.draftDiffers(),
                count.standing().byVersion(),
                count.standing().byStep(),
                unmovable(
                        definition,
                        Objects.requireNonNull(definition.document()).json(),
                        moves,
                        count),
                count.silent(),
                warnings);
    }

    /** @param next the document that would come into force */
    static List<Unmovable> unmovable(
            Definition definition, String next, Map<String, String> moves, InFlightCount count) {
        JsonNode draft = StepMoves.of(next);
        List<Unmovable> all = new ArrayList<>();
        count.standing().steps().forEach((version, customers) -> {
            JsonNode before = steps(definition, version);
            customers.forEach((step, standing) -> {
                String why = why(before.path(step), draft.path(StepMoves.place(definition, version, step, moves)));
                if (why != null) {
                    all.add(new Unmovable(version, step, standing, why));
                }
            });
        });
        return all;
    }

    private static @Nullable String why(JsonNode before, JsonNode after) {
        if (after.isMissingNode()) {
            return "the draft has no such step: they leave with step-gone";
        }
        String was = StepMoves.type(before);
        String is = StepMoves.type(after);
        if (!was.equals(is)) {
            return "the step was of type " + was + " and is of type " + is + ": they leave with step-gone";
        }
        Set<String> gone = channels(before);
        gone.removeAll(channels(after));
        return gone.isEmpty()
                ? null
                : "the step has lost " + String.join(" and ", gone)
                        + ": those whose message is on its way there leave with channel-gone";
    }

    private static Set<String> channels(JsonNode step) {
        Set<String> channels = new TreeSet<>();
        step.path("channels")
                .forEach(channel -> channels.add(channel.path("via").asString("")));
        return channels;
    }

    private static JsonNode steps(Definition definition, int number) {
        return StepMoves.of(definition.versions().stream()
                .filter(version -> version.number() == number)
                .map(Version::document)
                .findFirst()
                .map(Definition.Document::json)
                .orElse("{}"));
    }
}
