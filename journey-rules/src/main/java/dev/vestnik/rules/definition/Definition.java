package dev.vestnik.rules.definition;

import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A definition as the log tells it; immutable.
 *
 * @param revision offset + 1 of its last accepted change
 * @param document a journey's draft, the text in force of everything else; null once deleted, and of a template that is a draft alone
 * @param versions what was published of a journey, oldest first; they outlive a deletion, since instances may be under way. Of a template
 *     and of settings the texts that were in force, the newest {@value #TEMPLATE_VERSIONS}
 * @param pauses of a journey
 * @param draft a template's text that is not in force yet; null: none. A journey's is its {@code document}
 */
public record Definition(
        DefinitionKey key,
        long revision,
        Stage stage,
        @Nullable Document document,
        List<Version> versions,
        Pauses pauses,
        @Nullable Document draft) {
    /** The number of texts of a template, or of settings, that are kept, to be looked at and gone back to: nobody is in an older one. */
    public static final int TEMPLATE_VERSIONS = 100;

    public Definition {
        versions = AppendedList.of(versions);
    }

    /** The stage of a definition's life. Templates, settings, offers and segments are LIVE until they are deleted. */
    public enum Stage {
        DRAFT,
        LIVE,
        PAUSED,
        ARCHIVED,
        DELETED
    }

    /**
     * A JSON document, who wrote it and when.
     *
     * @param source the text as its author wrote it, where that was YAML
     */
    public record Document(
            String json,
            String author,
            Instant at,
            @Nullable String source) {
        /** A document whose author wrote JSON. */
        public Document(String json, String author, Instant at) {
            this(json, author, at, null);
        }
    }

    /**
     * A published version of a journey, of a template, or of settings.
     *
     * @param number from 1
     * @param moves of a journey: the steps to which those in steps of another id went, by that id
     */
    public record Version(
            int number, Document document, InFlight inFlight, Map<String, String> moves, String publisher, Instant at) {
        public Version {
            moves = Map.copyOf(moves);
        }

        /** One that moved nobody to a step of another id. */
        public Version(int number, Document document, InFlight inFlight, String publisher, Instant at) {
            this(number, document, inFlight, Map.of(), publisher, at);
        }
    }

    static Definition none(DefinitionKey key) {
        return new Definition(key, 0, Stage.DELETED, null, List.of(), Pauses.NONE, null);
    }

    /** The time at which a paused journey goes on by itself; null: not by itself. */
    public @Nullable Instant resumeAt() {
        return pauses.resumeAt();
    }

    /** Whether there is anything of it. */
    public boolean exists() {
        return document != null || draft != null;
    }

    /** The newest version; empty where nothing was published. */
    public Optional<Version> newest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    /** The status of a journey, as the rules see it. */
    public Status status() {
        return switch (stage) {
            case LIVE -> Status.LIVE;
            case PAUSED -> Status.PAUSED;
            case ARCHIVED, DELETED, DRAFT -> Status.ARCHIVED;
        };
    }

    /** Whether the draft says something else than what was published last. */
    public boolean draftDiffers() {
        if (key.kind() == Kind.TEMPLATE) {
            return draft != null;
        }
        return document != null
                && newest().map(version -> !version.document().json().equals(document.json()))
                        .orElse(true);
    }

    /** Why this cannot be done to it now, in words that say what to do first; empty where it can. */
    public Optional<String> refusal(Action action) {
        return Optional.ofNullable(DefinitionRefusal.of(this, action));
    }

    /** The definition after an accepted change. A change that cannot be done moves the revision on, nothing else. */
    Definition after(Change change, long newRevision) {
        Definition next = refusal(change.action()).isEmpty() ? done(change) : this;
        return next.at(newRevision);
    }

    /** The same at another revision. */
    Definition at(long newRevision) {
        return new Definition(key, newRevision, stage, document, versions, pauses, draft);
    }

    private Definition done(Change change) {
        return switch (change.action()) {
            case Action.Put(String json, String source) ->
                key.kind() == Kind.JOURNEY || key.kind() == Kind.CAMPAIGN
                        ? with(stageOnPut(), new Document(json, change.author(), change.at(), source))
                        : inForce(change, json, source);
            case Action.Draft(String json, String source) -> drafted(change, json, source);
            case Action.Publish publish -> published(change, publish);
            case Action.Pause pause -> with(Stage.PAUSED, document).with(pauses.paused(change.at(), pause));
            case Action.Resume(Meanwhile meanwhile) ->
                with(Stage.LIVE, document).with(resumed(change.at(), meanwhile));
            case Action.Archive archive -> with(Stage.ARCHIVED, document).with(pauses.over());
            case Action.Delete delete -> with(Stage.DELETED, null).with(pauses.over());
        };
    }

    private Pauses resumed(Instant at, @Nullable Meanwhile meanwhile) {
        Pauses over = pauses.resumed(at, meanwhile);
        return stage == Stage.ARCHIVED ? over.takenUp(at) : over;
    }

    private Stage stageOnPut() {
        return stage == Stage.DELETED ? Stage.DRAFT : stage;
    }

    /** The next version of a template, or of settings. The text of its draft is the draft's author's, and there is no draft any more. */
    private Definition inForce(Change change, String json, @Nullable String source) {
        Document kept = draft;
        boolean ofDraft = kept != null && kept.json().equals(json);
        String author = kept != null && ofDraft ? kept.author() : change.author();
        Document text = new Document(json, author, change.at(), source);
        int number = newest().map(Version::number).orElse(0) + 1;
        List<Version> newest = new ArrayList<>(
                versions.subList(Math.max(0, versions.size() - TEMPLATE_VERSIONS + 1), versions.size()));
        newest.add(new Version(number, text, InFlight.KEEP, change.author(), change.at()));
        return new Definition(key, revision, Stage.LIVE, text, newest, Pauses.NONE, ofDraft ? null : draft);
    }

    private Definition drafted(Change change, @Nullable String json, @Nullable String source) {
        Document next = json == null ? null : new Document(json, change.author(), change.at(), source);
        Stage newStage = document != null ? stage : next == null ? Stage.DELETED : Stage.DRAFT;
        return new Definition(key, revision, newStage, document, versions, pauses, next);
    }

    private Definition with(Stage newStage, @Nullable Document newDocument) {
        return new Definition(key, revision, newStage, newDocument, versions, pauses, null);
    }

    private Definition with(Pauses newPauses) {
        return new Definition(key, revision, stage, document, versions, newPauses, draft);
    }

    private Definition published(Change change, Action.Publish publish) {
        if (document == null) {
            return this;
        }
        Version next = new Version(
                versions.size() + 1, document, publish.inFlight(), publish.moves(), change.author(), change.at());
        Stage newStage = stage == Stage.PAUSED ? Stage.PAUSED : Stage.LIVE;
        boolean again = stage == Stage.DRAFT && !versions.isEmpty(); // it was deleted in between
        return new Definition(
                key,
                revision,
                newStage,
                document,
                AppendedList.of(versions).with(next),
                again ? pauses.takenUp(change.at()) : pauses,
                draft);
    }
}
