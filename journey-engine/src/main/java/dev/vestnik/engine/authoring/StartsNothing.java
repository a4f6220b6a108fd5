package dev.vestnik.engine.authoring;

import dev.vestnik.rules.condition.KnownEvents;
import dev.vestnik.rules.decide.JourneyStep;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds steps that start a journey which is not there: it may be published later, as two that start each other must be. */
final class StartsNothing {
    private StartsNothing() {}

    static List<Warning> warnings(Journey journey, Definitions definitions) {
        Stream<Journey> itself =
                journey.entry().on().contains(KnownEvents.STARTED) ? Stream.of(journey) : Stream.empty();
        Set<JourneyId> known = Stream.concat(definitions.told(KnownEvents.STARTED).stream(), itself)
                .map(Journey::id)
                .collect(Collectors.toSet());
        return journey.steps().values().stream()
                .filter(step -> step instanceof JourneyStep starting && !known.contains(starting.starts()))
                .map(step -> new Warning(
                        "steps." + step.id() + ".journey",
                        "no published journey of this id is entered with " + KnownEvents.STARTED
                                + ": the step starts nothing",
                        "publish it with \"entry: {on: " + KnownEvents.STARTED + "}\""))
                .toList();
    }
}
