package dev.vestnik.rules.decide;

import dev.vestnik.rules.decide.Planted.Duty;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Plants bugs in the steps of journeys. */
public final class PlantedJourneys {
    private PlantedJourneys() {}

    /** The bugs that decisions may show: a kind and the duty that it does not do. How a step is drawn is none of them. */
    public static List<String> bugs() {
        return PlantedStepBugsTest.bugs()
                .filter(bug -> !bug.endsWith(Duty.DRAW.name()))
                .toList();
    }

    /** The kinds, as if each had a bug that is none. */
    public static Stream<String> none() {
        return PlantedStepBugsTest.kinds().map(kind -> kind + " " + Duty.NONE);
    }

    public static Journey of(Journey journey, String bug) {
        String kind = bug.substring(0, bug.indexOf(' '));
        Duty duty = Duty.valueOf(bug.substring(kind.length() + 1));
        return with(journey, journey.version(), PlantedStepBugsTest.planting(kind, duty));
    }

    static Journey with(Journey journey, int version, UnaryOperator<Step> planting) {
        Map<String, Step> steps = new LinkedHashMap<>();
        journey.steps().forEach((id, step) -> steps.put(id, planting.apply(step)));
        return new Journey(
                journey.id(),
                version,
                journey.journeyClass(),
                journey.topic(),
                journey.priority(),
                journey.entry(),
                journey.context(),
                journey.exits(),
                journey.goal(),
                journey.holdout(),
                steps,
                journey.start(),
                journey.shops(),
                journey.wide());
    }
}
