package dev.vestnik.engine.definitions;

import dev.vestnik.rules.definition.Bundle;
import dev.vestnik.rules.definition.Change;
import dev.vestnik.rules.definition.Submission;
import dev.vestnik.schemas.engine.ChangeAction;
import dev.vestnik.schemas.engine.DefinitionChange;
import dev.vestnik.schemas.engine.DefinitionKind;
import dev.vestnik.schemas.engine.DefinitionPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records of the log: a change, or a bundle of some. */
final class SubmissionCodec {
    private SubmissionCodec() {}

    /**
     * @return empty where it has a kind of definition that this version does not know
     * @throws IllegalArgumentException when the record is not one that an engine would write
     */
    static Optional<Submission> decode(DefinitionChange record) {
        return record.getKind() == DefinitionKind.bundle
                ? bundle(record)
                : ChangeCodec.decode(record).map(one -> one);
    }

    private static Optional<Submission> bundle(DefinitionChange record) {
        List<Change> changes = new ArrayList<>();
        for (DefinitionPart part : record.getParts()) {
            Optional<Change> change = ChangeCodec.decode(change(record, part));
            if (change.isEmpty()) {
                return Optional.empty();
            }
            changes.add(change.get());
        }
        return Optional.of(new Bundle(record.getChangeId(), changes));
    }

    private static DefinitionChange change(DefinitionChange bundle, DefinitionPart part) {
        return new DefinitionChange(
                bundle.getChangeId(),
                part.getKind(),
                part.getId(),
                part.getBase(),
                part.getAction(),
                part.getDocument(),
                part.getInFlight(),
                bundle.getAuthor(),
                bundle.getAt(),
                part.getSource(),
                List.of());
    }

    static DefinitionChange encode(Submission submission) {
        return switch (submission) {
            case Change change -> ChangeCodec.encode(change);
            case Bundle bundle -> encode(bundle);
        };
    }

    private static DefinitionChange encode(Bundle bundle) {
        Change first = bundle.changes().getFirst();
        return new DefinitionChange(
                bundle.id(),
                DefinitionKind.bundle,
                bundle.id(),
                0L,
                ChangeAction.PUT,
                null,
                null,
                first.author(),
                first.at(),
                null,
                bundle.changes().stream().map(SubmissionCodec::part).toList());
    }

    private static DefinitionPart part(Change change) {
        DefinitionChange record = ChangeCodec.encode(change);
        return new DefinitionPart(
                record.getKind(),
                record.getId(),
                record.getBase(),
                record.getAction(),
                record.getDocument(),
                record.getInFlight(),
                record.getSource());
    }

    /** The key of its record. */
    static String key(Submission submission) {
        return switch (submission) {
            case Change change -> change.definition().toString();
            case Bundle bundle -> DefinitionKind.bundle + "/" + bundle.id();
        };
    }
}
