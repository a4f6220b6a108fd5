package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.Shops;
import dev.vestnik.engine.definitions.Definition;
import dev.vestnik.engine.definitions.Definition.Document;
import dev.vestnik.engine.definitions.Definition.Stage;
import dev.vestnik.engine.definitions.Definition.Version;
import dev.vestnik.engine.definitions.DefinitionKey;
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
        foreign(journey, Shops.of(json), snapshot);
        return journey;
    }

    /** A template of fewer shops would let those who write it change what the others' customers get. */
    private static void foreign(Journey journey, Shops shops, LogSnapshot snapshot) {
        List<Fault> faults = journey.steps().entrySet().stream()
                .filter(step -> step.getValue() instanceof Step.Message message
                        && !shops(message.template(), snapshot).cover(shops))
                .map(step -> new Fault(
                        "steps." + step.getKey() + ".template",
                        "is for fewer shops than the journey, which is for " + shops.inWords()))
                .toList();
        if (!faults.isEmpty()) {
            throw ProblemException.faults(faults);
        }
    }

    private static Shops shops(String template, LogSnapshot snapshot) {
        Document document =
                snapshot.all().state(DefinitionKey.template(template)).document();
        return Shops.of(document == null ? "" : document.json());
    }

    /**
     * Whether the journeys that are at work could go on with another text of a template.
     *
     * @throws ProblemException 422 with what would be wrong with them
     */
    void replaceable(Template template, String json, LogSnapshot snapshot) {
        Map<String, Template> templates = new HashMap<>(snapshot.definitions().templates());
        templates.put(template.id(), template);
        List<Fault> faults = users(template.id(), snapshot)
                .flatMap(user -> Stream.concat(faults(user, Catalogue.of(templates)), foreign(user, Shops.of(json))))
                .toList();
        if (!faults.isEmpty()) {
            throw ProblemException.faults(faults);
        }
    }

    private static Stream<Fault> foreign(Definition user, Shops shops) {
        Shops needed = Shops.of(user.newest().orElseThrow().document().json());
        return shops.cover(needed)
                ? Stream.empty()
                : Stream.of(new Fault(
                        "shops", "must cover " + needed.inWords() + ", for which " + user.key() + " uses it"));
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
