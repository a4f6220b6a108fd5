package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.document.Warning;
import dev.vestnik.service.access.Caller;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Saves journeys as drafts, after a look at whether they could be published. */
final class JourneySaving {
    private final DefinitionWriting definitions;
    private final Checking checking;

    JourneySaving(DefinitionWriting definitions, Checking checking) {
        this.definitions = definitions;
        this.checking = checking;
    }

    /** A text that a caller sent. */
    ResponseEntity<Summary> draft(String id, String text, @Nullable String ifMatch, Caller caller)
            throws InterruptedException {
        if (!DocumentId.isValid(id)) {
            throw ProblemException.faults(List.of(new Fault("id", "is 1-100 small letters, digits, dots and dashes")));
        }
        return draft(id, Written.of(checking.canonical(text), text), ifMatch, caller);
    }

    /** A document in its canonical form. */
    ResponseEntity<Summary> draft(String id, Written written, @Nullable String ifMatch, Caller caller)
            throws InterruptedException {
        DefinitionShops.requireSave(written.json(), caller);
        LogSnapshot snapshot = definitions.newest();
        List<Warning> warnings = new ArrayList<>(checking.journey(id, written.json(), snapshot, caller));
        warnings.addAll(
                NewerWords.warnings(written.json(), snapshot.definitions().level()));
        Definition before = snapshot.all().state(DefinitionKey.journey(id));
        return saved(before, definitions.put(before, written, ifMatch, caller), warnings);
    }

    private ResponseEntity<Summary> saved(Definition before, Definition after, List<Warning> warnings) {
        return ResponseEntity.status(before.document() == null ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(Preconditions.etag(after.revision()))
                .body(Summary.versioned(after, definitions.snapshot()).with(warnings));
    }
}
