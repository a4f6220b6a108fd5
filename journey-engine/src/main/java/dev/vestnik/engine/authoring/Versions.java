package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.service.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published versions of a definition. Where a version is named, {@code draft} names the draft. */
final class Versions {
    static final String DRAFT = "draft";

    private final DefinitionWriting definitions;
    private final JsonMapper json;

    Versions(DefinitionWriting definitions, JsonMapper json) {
        this.definitions = definitions;
        this.json = json;
    }

    /**
     * A version without its document.
     *
     * @param author of the document
     * @param inFlight of a journey: the fate of instances in older versions
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionView(
            int version,
            Instant publishedAt,
            String publisher,
            String author,
            @Nullable String inFlight) {
        static VersionView of(Version version, Kind kind) {
            return new VersionView(
                    version.number(),
                    version.at(),
                    version.publisher(),
                    version.document().author(),
                    kind == Kind.JOURNEY ? version.inFlight().name().toLowerCase(Locale.ROOT) : null);
        }
    }

    /** The versions, all on one page: {@code next} is null. */
    record VersionList(List<VersionView> items, @Nullable String next) {
        VersionList(List<VersionView> items) {
            this(items, null);
        }
    }

    /** The places in which two versions differ. */
    record Differences(List<Difference> changes) {}

    /** Oldest first. */
    VersionList of(DefinitionKey key) {
        return new VersionList(definitions.existing(key).versions().stream()
                .map(version -> VersionView.of(version, key.kind()))
                .toList());
    }

    Differences between(Definition definition, String a, String b, Caller caller) {
        return new Differences(
                Difference.between(tree(document(definition, a, caller), a), tree(document(definition, b, caller), b)));
    }

    private JsonNode tree(Document document, String version) {
        try {
            return json.readTree(document.json());
        } catch (JacksonException e) { // the log may hold anything
            throw ProblemException.faults(List.of(new Fault(version, "is not JSON")));
        }
    }

    /** @throws ProblemException 404 where there is none of that name that the caller may see */
    static Document document(Definition definition, String name, Caller caller) {
        Optional<Document> document = name.equals(DRAFT)
                ? Optional.ofNullable(draft(definition))
                : definition.versions().stream()
                        .filter(version -> String.valueOf(version.number()).equals(name))
                        .map(Version::document)
                        .findFirst();
        return document.filter(found -> DefinitionShops.isVisible(found, caller))
                .orElseThrow(() -> ProblemException.notFound(name.equals(DRAFT) ? "draft" : "version " + name));
    }

    private static @Nullable Document draft(Definition definition) {
        return definition.key().kind() == Kind.JOURNEY ? definition.document() : definition.draft();
    }
}
