package dev.vestnik.engine.definitions;

import dev.vestnik.engine.definitions.Definition.Stage;
import dev.vestnik.engine.definitions.Definition.Version;
import dev.vestnik.engine.definitions.Definitions.InFlight;
import dev.vestnik.engine.definitions.Definitions.Published;
import dev.vestnik.engine.definitions.Definitions.Status;
import dev.vestnik.engine.definitions.DocumentCompiler.Result;
import dev.vestnik.engine.definitions.LogSnapshot.Broken;
import dev.vestnik.engine.journey.Journey;
import dev.vestnik.engine.journey.JourneyId;
import dev.vestnik.engine.template.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Compiles what the log holds, each document once. A document that this version cannot use is left out and reported; it stops
 * nothing else. Not thread-safe: the log's reader owns it.
 */
final class Compilation {
    private record Source(DefinitionKey key, int version, String json) {}

    private final DocumentCompiler compiler;
    private Map<Source, Result<?>> known = Map.of();
    private Map<Source, Result<?>> used = new HashMap<>();

    Compilation(DocumentCompiler compiler) {
        this.compiler = compiler;
    }

    LogSnapshot snapshot(AllDefinitions all) {
        used = new HashMap<>();
        Map<JourneyId, Published> journeys = new HashMap<>();
        Map<String, Template> templates = new HashMap<>();
        ShopSettings shop = ShopSettings.DEFAULT;
        for (Definition definition : all.definitions().values()) {
            switch (definition.key().kind()) {
                case JOURNEY -> addJourney(definition, journeys);
                case TEMPLATE -> addTemplate(definition, templates);
                case SETTING -> shop = settings(definition, shop);
            }
        }
        known = used;
        return new LogSnapshot(all, Definitions.of(all.revision(), journeys, templates, shop), broken());
    }

    private void addJourney(Definition definition, Map<JourneyId, Published> journeys) {
        String name = definition.key().id();
        Result<JourneyId> id = once(new Source(definition.key(), 0, ""), () -> new Result.Good<>(new JourneyId(name)));
        if (id instanceof Result.Good<JourneyId>(JourneyId journey)
                && !definition.versions().isEmpty()) {
            journeys.put(journey, published(definition));
        }
    }

    private Published published(Definition definition) {
        Map<Integer, Journey> compiled = new HashMap<>();
        Map<Integer, InFlight> inFlight = new HashMap<>();
        for (Version version : definition.versions()) {
            inFlight.put(version.number(), version.inFlight());
            Source source = new Source(
                    definition.key(), version.number(), version.document().json());
            Result<Journey> result = once(source, () -> compiler.journey(source.json(), source.version()));
            if (result instanceof Result.Good<Journey>(Journey journey)) {
                compiled.put(version.number(), journey);
            }
        }
        return new Published(
                status(definition.stage()), definition.versions().size(), compiled, inFlight, definition.resumeAt());
    }

    private static Status status(Stage stage) {
        return switch (stage) {
            case LIVE -> Status.LIVE;
            case PAUSED -> Status.PAUSED;
            case ARCHIVED, DELETED, DRAFT -> Status.ARCHIVED;
        };
    }

    private void addTemplate(Definition definition, Map<String, Template> templates) {
        if (definition.document() == null) {
            return;
        }
        Source source = new Source(definition.key(), 0, definition.document().json());
        Result<Template> result = once(source, () -> compiler.template(source.json()));
        if (result instanceof Result.Good<Template>(Template template)) {
            templates.put(definition.key().id(), template);
        }
    }

    private ShopSettings settings(Definition definition, ShopSettings otherwise) {
        if (definition.document() == null || !definition.key().equals(DefinitionKey.SHOP_SETTINGS)) {
            return otherwise;
        }
        Source source = new Source(definition.key(), 0, definition.document().json());
        Result<ShopSettings> result = once(source, () -> compiler.settings(source.json()));
        return result instanceof Result.Good<ShopSettings>(ShopSettings settings) ? settings : otherwise;
    }

    @SuppressWarnings("unchecked") // a source always gives a result of the same type
    private <T> Result<T> once(Source source, Supplier<Result<T>> compile) {
        Result<T> result =
                known.containsKey(source) ? (Result<T>) Objects.requireNonNull(known.get(source)) : attempt(compile);
        used.put(source, result);
        return result;
    }

    /** A compiler that fails on a document must not end the log's reader: the document is broken, whatever the reason. */
    private static <T> Result<T> attempt(Supplier<Result<T>> compile) {
        try {
            return compile.get();
        } catch (RuntimeException e) {
            return new Result.Faulty<>(List.of(e.toString()));
        }
    }

    private List<Broken> broken() {
        List<Broken> broken = new ArrayList<>();
        used.forEach((source, result) -> {
            if (result instanceof Result.Faulty<?>(List<String> problems)) {
                broken.add(new Broken(source.key(), source.version(), problems));
            }
        });
        return broken;
    }
}
