package dev.vestnik.engine.authoring;

import dev.vestnik.engine.definitions.Definition;
import dev.vestnik.engine.definitions.Definition.Stage;
import dev.vestnik.engine.definitions.Definition.Version;
import dev.vestnik.engine.definitions.DefinitionKey.Kind;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.document.Checked;
import dev.vestnik.engine.document.Fault;
import dev.vestnik.engine.journey.Catalogue;
import dev.vestnik.engine.journey.Journey;
import dev.vestnik.engine.journey.JourneyCompiler;
import dev.vestnik.engine.journey.JourneyDocument;
import dev.vestnik.engine.journey.Step;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.template.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Holds documents against everything that is published. */
final class Checking {
    private final JourneyCompiler journeys;

    Checking(JourneyCompiler journeys) {
        this.journeys = journeys;
    }

    /** A part of a text that the caller sent. */
    static <T> T sound(Checked<T> checked) {
        return switch (checked) {
            case Checked.Sound<T>(T value) -> value;
            case Checked.Faulty<T>(List<Fault> faults) -> throw ProblemException.faults(faults);
        };
    }

    /** @throws ProblemException 422 with every fault of the journey */
    Journey journey(String id, String json, LogSnapshot snapshot) {
        Journey journey = sound(
                journeys.check(json, 1, Catalogue.of(snapshot.definitions().templates())));
        if (!journey.id().value().equals(id)) {
            throw ProblemException.faults(List.of(new Fault("id", "must be " + id + ", as in the path")));
        }
        return journey;
    }

    /**
     * Whether the journeys that are at work could go on with another text of a template.
     *
     * @throws ProblemException 422 with what would be wrong with them
     */
    void replaceable(Template template, LogSnapshot snapshot) {
        Map<String, Template> templates = new HashMap<>(snapshot.definitions().templates());
        templates.put(template.id(), template);
        List<Fault> faults = users(template.id(), snapshot)
                .flatMap(user -> faults(user, Catalogue.of(templates)))
                .toList();
        if (!faults.isEmpty()) {
            throw ProblemException.faults(faults);
        }
    }

    /** The newest versions of journeys at work that use this template. */
    Stream<Definition> users(String template, LogSnapshot snapshot) {
        return snapshot.all().list(Kind.JOURNEY).stream()
                .filter(definition -> definition.stage() == Stage.LIVE || definition.stage() == Stage.PAUSED)
                .filter(definition -> definition
                        .newest()
                        .map(this::templates)
                        .orElse(List.of())
                        .contains(template));
    }

    private List<String> templates(Version version) {
        return switch (journeys.check(version.document().json(), version.number(), AnyTemplate.ALL)) {
            case Checked.Sound<Journey>(Journey journey) ->
                journey.steps().values().stream()
                        .flatMap(step ->
                                step instanceof Step.Message message ? Stream.of(message.template()) : Stream.empty())
                        .toList();
            case Checked.Faulty<Journey> faulty -> List.of();
        };
    }

    private Stream<Fault> faults(Definition user, Catalogue templates) {
        Version version = user.newest().orElseThrow();
        return switch (journeys.check(version.document().json(), version.number(), templates)) {
            case Checked.Sound<Journey> sound -> Stream.empty();
            case Checked.Faulty<Journey>(List<Fault> faults) ->
                faults.stream()
                        .map(fault ->
                                new Fault(user.key() + "#" + fault.path(), "uses this template: " + fault.problem()));
        };
    }

    /** The canonical form of a journey document: compact JSON. */
    static String canonical(String text) {
        return sound(JourneyDocument.parse(text)).toJson();
    }
}
