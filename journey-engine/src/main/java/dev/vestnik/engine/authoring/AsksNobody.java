package dev.vestnik.engine.authoring;

import dev.vestnik.rules.decide.LookupStep;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.rules.journey.Journey;
import java.util.List;
import java.util.Set;

/** Finds steps that ask a source which operations have not configured: they go on with their default. */
final class AsksNobody {
    private AsksNobody() {}

    static List<Warning> warnings(Journey journey, Set<String> sources) {
        return journey.steps().values().stream()
                .filter(step -> step instanceof LookupStep lookup
                        && !lookup.source().equals(LookupStep.PRODUCTS)
                        && !sources.contains(lookup.source()))
                .map(step -> new Warning(
                        "steps." + step.id() + ".source",
                        "this engine has no source of that name: the step goes on with its default",
                        sources.isEmpty()
                                ? "let operations configure it: vestnik.engine.lookup.sources"
                                : "there are "
                                        + String.join(
                                                ", ", sources.stream().sorted().toList())))
                .toList();
    }
}
