package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.authoring.Checking.SoundDocument;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.service.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The documents of a kind that has no drafts: one that is saved is in force, or ready to be launched. */
record SavedDocuments(Listing listing) {
    /** A call that saves, as far as it is not the document: the id of the path, what the caller saw, and who it is. */
    record Saving(String id, @Nullable String ifMatch, Caller caller) {}

    Page<Summary> page(@Nullable String cursor, int limit, Caller caller) {
        return listing.page(cursor, limit, caller);
    }

    /** The document in the form that is asked for; its revision is the ETag. */
    ResponseEntity<String> document(String id, ServerHttpRequest request) {
        return DocumentForm.saved(key(id), listing.definitions().snapshot(), request);
    }

    /**
     * Saves it.
     *
     * @param text as the caller sent it
     * @param newest the state that it was checked against
     */
    ResponseEntity<Summary> put(Saving saving, SoundDocument sound, String text, LogSnapshot newest)
            throws InterruptedException {
        DefinitionShops.requireSave(sound.toJson(), saving.caller());
        Checking.requireId(saving.id(), sound.id());
        List<Fault> early =
                NewerWords.ofKind(listing.kind(), newest.definitions().level());
        if (!early.isEmpty()) {
            throw ProblemException.faults(HttpStatus.CONFLICT, early);
        }
        DefinitionWriting definitions = listing.definitions();
        Definition before = newest.all().state(key(saving.id()));
        Definition after = definitions.put(before, Written.of(sound.toJson(), text), saving.ifMatch(), saving.caller());
        return ResponseEntity.status(before.exists() ? HttpStatus.OK : HttpStatus.CREATED)
                .eTag(Preconditions.etag(after.revision()))
                .body(listing.shown().apply(after, definitions.snapshot()).with(sound.warnings()));
    }

    private DefinitionKey key(String id) {
        return new DefinitionKey(listing.kind(), id);
    }
}
