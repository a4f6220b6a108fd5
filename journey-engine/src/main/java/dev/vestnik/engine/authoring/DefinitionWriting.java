package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Change;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Verdict;
import dev.vestnik.service.access.Caller;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads definitions, and changes them on the revision that its caller saw. */
final class DefinitionWriting {
    private final DefinitionsLog log;
    private final InstantSource clock;

    DefinitionWriting(DefinitionsLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Everything that this engine works with now; another one may be a moment ahead.
     *
     * @throws ProblemException 503 while the log is being read for the first time
     */
    LogSnapshot snapshot() {
        if (!log.caughtUp()) {
            throw ProblemException.tryAgain(2, "the engine is still reading its definitions");
        }
        return log.snapshot();
    }

    /**
     * Everything that was written through any engine until now. Changes are decided on it, so that no answer ("that is what it says
     * already", "it has been changed since", "there is none") is of yesterday. Blocks.
     *
     * @throws ProblemException 503 while the log is being read for the first time
     */
    LogSnapshot newest() throws InterruptedException {
        snapshot();
        return log.newest();
    }

    /** @throws ProblemException 404 */
    Definition existing(DefinitionKey key) {
        return existing(key, snapshot());
    }

    /** @throws ProblemException 404 */
    static Definition existing(DefinitionKey key, LogSnapshot snapshot) {
        return snapshot.all().find(key).orElseThrow(() -> ProblemException.notFound(key.toString()));
    }

    /**
     * Makes the change and waits until this engine works with it.
     *
     * @param seen the definition that the caller decided on, of the {@link #newest} state
     * @param ifMatch the caller's If-Match, if there was one
     * @return the definition afterwards
     * @throws org.springframework.web.ErrorResponseException 403 when the caller's key is not for all of its shops
     * @throws ProblemException 409 when it cannot be done now or another change was faster, 412 when {@code ifMatch} is stale
     */
    Definition change(Definition seen, Action action, @Nullable String ifMatch, Caller caller)
            throws InterruptedException {
        DefinitionShops.requireChange(seen, caller);
        Preconditions.check(ifMatch, seen.revision());
        seen.refusal(action).ifPresent(refusal -> {
            throw ProblemException.of(HttpStatus.CONFLICT, refusal);
        });
        Change change = new Change(
                UUID.randomUUID().toString(), seen.key(), seen.revision(), action, caller.name(), clock.instant());
        return switch (log.submit(change)) {
            case Verdict.Accepted accepted -> log.snapshot().all().state(seen.key());
            case Verdict.Rejected(long current) ->
                throw ifMatch == null ? faster(current) : Preconditions.stale(current);
        };
    }

    /**
     * Puts a document in; one that says the same again changes nothing, but that it is a draft no longer.
     *
     * @param seen the definition before, of the {@link #newest} state
     */
    Definition put(Definition seen, Written written, @Nullable String ifMatch, Caller caller)
            throws InterruptedException {
        DefinitionShops.requireSave(written.json(), caller);
        Preconditions.check(ifMatch, seen.revision());
        boolean said = written.isSaid(seen.document()) && !written.isSaid(seen.draft());
        return said ? seen : change(seen, new Action.Put(written.json(), written.source()), ifMatch, caller);
    }

    /** Keeps a document beside a template's text in force; likewise. */
    Definition draft(Definition seen, Written written, @Nullable String ifMatch, Caller caller)
            throws InterruptedException {
        DefinitionShops.requireSave(written.json(), caller);
        Preconditions.check(ifMatch, seen.revision());
        return written.isSaid(seen.draft())
                ? seen
                : change(seen, new Action.Draft(written.json(), written.source()), ifMatch, caller);
    }

    private static ProblemException faster(long current) {
        return ProblemException.of(HttpStatus.CONFLICT, "another change was faster: read it again")
                .with("currentRevision", current);
    }
}
