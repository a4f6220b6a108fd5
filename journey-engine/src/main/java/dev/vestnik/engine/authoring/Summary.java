package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.document.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A definition without its document.
 *
 * @param version the newest that was published
 * @param draft says whether there is a draft that says something else than what was published
 * @param resumeAt of a paused journey that goes on by itself
 * @param problems why this version of Vestnik cannot use what is published; none as a rule
 * @param warnings of what is allowed in the document that was saved or published, and probably not meant
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Summary(
        String id,
        long revision,
        String stage,
        @Nullable Integer version,
        @Nullable Boolean draft,
        @Nullable Instant resumeAt,
        @Nullable String author,
        @Nullable Instant changedAt,
        List<String> problems,
        List<Warning> warnings) {

    /** The summary with the warnings that the call at hand is about. */
    Summary with(List<Warning> others) {
        return new Summary(id, revision, stage, version, draft, resumeAt, author, changedAt, problems, others);
    }

    /** The summary of a journey or a template. */
    static Summary versioned(Definition definition, LogSnapshot snapshot) {
        Integer version = definition.newest().map(Definition.Version::number).orElse(null);
        return of(definition, snapshot, version, definition.draftDiffers());
    }

    /** The summary of settings, which have versions and no drafts. */
    static Summary ofSettings(Definition definition, LogSnapshot snapshot) {
        Integer version = definition.newest().map(Definition.Version::number).orElse(null);
        return of(definition, snapshot, version, null);
    }

    static Summary of(Definition definition, LogSnapshot snapshot) {
        return of(definition, snapshot, null, null);
    }

    private static Summary of(
            Definition definition, LogSnapshot snapshot, @Nullable Integer version, @Nullable Boolean draft) {
        Document document = definition.document() == null ? definition.draft() : definition.document();
        return new Summary(
                definition.key().id(),
                definition.revision(),
                definition.stage().name().toLowerCase(Locale.ROOT),
                version,
                draft,
                definition.resumeAt(),
                document == null ? null : document.author(),
                document == null ? null : document.at(),
                problems(definition, snapshot),
                List.of());
    }

    /** Why this version cannot use what is published of it; none as a rule. */
    static List<String> problems(Definition definition, LogSnapshot snapshot) {
        return snapshot.broken().stream()
                .filter(broken -> broken.key().equals(definition.key()))
                .flatMap(broken -> broken.problems().stream()
                        .map(problem ->
                                broken.version() == 0 ? problem : "version " + broken.version() + ": " + problem))
                .toList();
    }
}
