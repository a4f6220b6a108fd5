package dev.vestnik.engine.definitions;

import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Change;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Meanwhile;
import dev.vestnik.schemas.engine.ChangeAction;
import dev.vestnik.schemas.engine.DefinitionChange;
import dev.vestnik.schemas.engine.DefinitionKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes as records of the log. The document of a PAUSE is the instant at which the journey goes on by itself, its source the fate of what
 * comes due meanwhile; of that tells the document of a RESUME. The document of a PUBLISH has the new ids of steps. An ARCHIVE of a template
 * puts its document aside as the draft, or without one forgets the draft: to engines that know of no drafts it is a change that cannot be
 * done, so that they count its revision and go on with the text in force.
 */
final class ChangeCodec {
    /** Far longer than any id that an engine would write. */
    private static final int LONGEST_ID = 200;

    private ChangeCodec() {}

    /**
     * @return empty for a kind of definition that this version does not know
     * @throws IllegalArgumentException when the record is not one that an engine would write
     */
    static Optional<Change> decode(DefinitionChange record) {
        return kind(record.getKind())
                .map(kind -> new Change(
                        record.getChangeId(),
                        new DefinitionKey(kind, id(record)),
                        record.getBase(),
                        action(record),
                        record.getAuthor(),
                        record.getAt()));
    }

    static DefinitionChange encode(Change change) {
        return new DefinitionChange(
                change.id(),
                DefinitionKind.valueOf(change.definition().kind().label()),
                change.definition().id(),
                change.base(),
                name(change.action()),
                document(change.action()),
                inFlight(change.action()),
                change.author(),
                change.at(),
                source(change.action()),
                List.of());
    }

    private static Optional<Kind> kind(DefinitionKind kind) {
        return switch (kind) {
            case journey -> Optional.of(Kind.JOURNEY);
            case template -> Optional.of(Kind.TEMPLATE);
            case setting -> Optional.of(Kind.SETTING);
            case offer -> Optional.of(Kind.OFFER);
            case segment -> Optional.of(Kind.SEGMENT);
            case campaign -> Optional.of(Kind.CAMPAIGN);
            case bundle -> Optional.empty();
        };
    }

    private static String id(DefinitionChange record) {
        if (record.getId().length() > LONGEST_ID) {
            throw new IllegalArgumentException("an id of " + record.getId().length() + " characters");
        }
        return record.getId();
    }

    private static Action action(DefinitionChange record) {
        return switch (record.getAction()) {
            case PUT -> new Action.Put(required(record.getDocument()), record.getSource());
            case PUBLISH -> new Action.Publish(inFlight(record), ActionDetails.moves(record.getDocument()));
            case PAUSE ->
                new Action.Pause(
                        ActionDetails.instant(record.getDocument()), ActionDetails.ofPause(record.getSource()));
            case RESUME -> new Action.Resume(ActionDetails.meanwhile(record.getDocument()));
            case ARCHIVE ->
                record.getKind() == DefinitionKind.template
                        ? new Action.Draft(record.getDocument(), record.getSource())
                        : new Action.Archive();
            case DELETE -> new Action.Delete();
        };
    }

    private static String required(@Nullable String document) {
        if (document == null) {
            throw new IllegalArgumentException("a PUT without a document");
        }
        return document;
    }

    private static InFlight inFlight(DefinitionChange record) {
        return record.getInFlight() == null
                ? InFlight.KEEP
                : InFlight.valueOf(record.getInFlight().name().toUpperCase(Locale.ROOT));
    }

    private static ChangeAction name(Action action) {
        return switch (action) {
            case Action.Put put -> ChangeAction.PUT;
            case Action.Draft draft -> ChangeAction.ARCHIVE;
            case Action.Publish publish -> ChangeAction.PUBLISH;
            case Action.Pause pause -> ChangeAction.PAUSE;
            case Action.Resume resume -> ChangeAction.RESUME;
            case Action.Archive archive -> ChangeAction.ARCHIVE;
            case Action.Delete delete -> ChangeAction.DELETE;
        };
    }

    private static @Nullable String document(Action action) {
        return switch (action) {
            case Action.Put(String document, String source) -> document;
            case Action.Draft(String document, String source) -> document;
            case Action.Pause(Instant resume, Meanwhile meanwhile) -> resume == null ? null : resume.toString();
            case Action.Publish publish -> ActionDetails.text(publish.moves());
            case Action.Resume(Meanwhile meanwhile) -> meanwhile == null ? null : meanwhile.label();
            case Action.Archive archive -> null;
            case Action.Delete delete -> null;
        };
    }

    private static @Nullable String source(Action action) {
        return switch (action) {
            case Action.Put(String document, String source) -> source;
            case Action.Draft(String document, String source) -> source;
            case Action.Publish publish -> null;
            case Action.Pause(Instant resume, Meanwhile meanwhile) -> ActionDetails.ofPause(meanwhile);
            case Action.Resume resume -> null;
            case Action.Archive archive -> null;
            case Action.Delete delete -> null;
        };
    }

    private static dev.vestnik.schemas.engine.@Nullable InFlight inFlight(Action action) {
        return action instanceof Action.Publish(InFlight inFlight, Map<String, String> moves)
                ? dev.vestnik.schemas.engine.InFlight.valueOf(inFlight.name().toLowerCase(Locale.ROOT))
                : null;
    }
}
