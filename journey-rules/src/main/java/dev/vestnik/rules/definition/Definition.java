package dev.vestnik.rules.definition;

import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A definition as the log tells it; immutable.
 *
 * @param revision offset + 1 of its last accepted change
 * @param document a journey's draft, the text in force of everything else; null once deleted
 * @param versions what was published of a journey, oldest first; they outlive a deletion, since instances may be under way
 * @param resumeAt when a paused journey goes on by itself; null: not by itself
 */
public record Definition(
        DefinitionKey key,
        long revision,
        Stage stage,
        @Nullable Document document,
        List<Version> versions,
        @Nullable Instant resumeAt) {

    public Definition {
        versions = AppendedList.of(versions);
    }

    /** Where a definition is in its life. Templates and settings are LIVE until they are deleted. */
    public enum Stage {
        DRAFT,
        LIVE,
        PAUSED,
        ARCHIVED,
        DELETED
    }

    /** A JSON document, who wrote it and when. */
    public record Document(String json, String author, Instant at) {}

    /**
     * A published version of a journey.
     *
     * @param number from 1
     */
    public record Version(int number, Document document, InFlight inFlight, String publisher, Instant at) {}

    static Definition none(DefinitionKey key) {
        return new Definition(key, 0, Stage.DELETED, null, List.of(), null);
    }

    /** The newest version; empty where nothing was published. */
    public Optional<Version> newest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    /** As the rules see a journey. */
    public Status status() {
        return switch (stage) {
            case LIVE -> Status.LIVE;
            case PAUSED -> Status.PAUSED;
            case ARCHIVED, DELETED, DRAFT -> Status.ARCHIVED;
        };
    }

    /** Whether the draft says something else than what was published last. */
    public boolean draftDiffers() {
        return document != null
                && newest().map(version -> !version.document().json().equals(document.json()))
                        .orElse(true);
    }

    /** Why this cannot be done to it now; empty where it can. */
    public Optional<String> refusal(Action action) {
        return key.kind() == Kind.JOURNEY ? refusalOfJourney(action) : refusalOfText(action);
    }

    private Optional<String> refusalOfJourney(Action action) {
        return switch (action) {
            case Action.Put put -> Optional.empty();
            case Action.Publish publish -> unless(document != null && stage != Stage.ARCHIVED, "publish");
            case Action.Pause pause -> unless(stage == Stage.LIVE || stage == Stage.PAUSED, "pause");
            case Action.Resume resume -> unless(stage == Stage.PAUSED || stage == Stage.ARCHIVED, "resume");
            case Action.Archive archive -> unless(stage == Stage.LIVE || stage == Stage.PAUSED, "archive");
            case Action.Delete delete -> unless(stage == Stage.DRAFT || stage == Stage.ARCHIVED, "delete");
        };
    }

    private Optional<String> refusalOfText(Action action) {
        return switch (action) {
            case Action.Put put -> Optional.empty();
            case Action.Delete delete -> unless(key.kind() == Kind.TEMPLATE && document != null, "delete");
            case Action.Publish publish ->
                Optional.of("there is nothing to publish of a " + key.kind().label());
            case Action.Pause pause -> Optional.of("only journeys can be paused");
            case Action.Resume resume -> Optional.of("only journeys can be resumed");
            case Action.Archive archive -> Optional.of("only journeys can be archived");
        };
    }

    private Optional<String> unless(boolean possible, String verb) {
        return possible
                ? Optional.empty()
                : Optional.of("a definition that is " + stage + " cannot be the object of: " + verb);
    }

    /** It after an accepted change. A change that cannot be done moves the revision on, nothing else. */
    Definition after(Change change, long newRevision) {
        Definition next = refusal(change.action()).isEmpty() ? done(change) : this;
        return new Definition(key, newRevision, next.stage, next.document, next.versions, next.resumeAt);
    }

    private Definition done(Change change) {
        return switch (change.action()) {
            case Action.Put(String json) -> with(stageOnPut(), new Document(json, change.author(), change.at()));
            case Action.Publish(InFlight inFlight) -> published(change, inFlight);
            case Action.Pause(Instant resume) ->
                new Definition(key, revision, Stage.PAUSED, document, versions, resume);
            case Action.Resume resume -> with(Stage.LIVE, document);
            case Action.Archive archive -> with(Stage.ARCHIVED, document);
            case Action.Delete delete -> with(Stage.DELETED, null);
        };
    }

    private Stage stageOnPut() {
        if (stage != Stage.DELETED) {
            return stage;
        }
        return key.kind() == Kind.JOURNEY ? Stage.DRAFT : Stage.LIVE;
    }

    private Definition with(Stage newStage, @Nullable Document newDocument) {
        return new Definition(
                key, revision, newStage, newDocument, versions, newStage == Stage.PAUSED ? resumeAt : null);
    }

    private Definition published(Change change, InFlight inFlight) {
        if (document == null) {
            return this;
        }
        Version next = new Version(versions.size() + 1, document, inFlight, change.author(), change.at());
        Stage newStage = stage == Stage.PAUSED ? Stage.PAUSED : Stage.LIVE;
        return new Definition(
                key, revision, newStage, document, AppendedList.of(versions).with(next), resumeAt);
    }
}
