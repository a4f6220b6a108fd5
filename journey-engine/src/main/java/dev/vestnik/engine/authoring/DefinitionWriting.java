package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.authoring.BundlePlan.Work;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Bundle;
import dev.vestnik.rules.definition.Change;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Submission;
import dev.vestnik.rules.definition.Verdict;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.service.access.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads definitions, and changes them on the revision that its caller saw. */
final class DefinitionWriting {
    private final DefinitionsLog log;
    private final InstantSource clock;
    private final Overtaken overtaken;

    DefinitionWriting(DefinitionsLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
        this.overtaken = new Overtaken(log.recent());
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

    /** @throws ProblemException 412, with what has been changed since, when the definition is another one than the caller saw */
    void requireSeen(@Nullable String ifMatch, Definition current, Caller caller) {
        if (ifMatch != null && !Preconditions.hold(ifMatch, current.revision())) {
            throw overtaken.stale(current, seen(ifMatch, current), caller);
        }
    }

    /**
     * The same of a plan for several definitions.
     *
     * @param ifMatch names the revision of the log on which it was made
     * @param revision of the log
     */
    void requireSeen(@Nullable String ifMatch, List<Definition> named, long revision) {
        if (ifMatch == null || Preconditions.hold(ifMatch, revision)) {
            return;
        }
        long seen = Preconditions.newest(ifMatch).orElse(-1);
        List<Definition> changed = named.stream()
                .filter(definition -> definition.revision() > seen)
                .toList();
        if (seen < 0 || !changed.isEmpty()) {
            throw overtaken.problem(HttpStatus.PRECONDITION_FAILED, changed, seen);
        }
    }

    /**
     * Makes all changes of a plan, or none, and waits until this engine works with them.
     *
     * @return the log's revision that has them
     * @throws ProblemException 409 where one of the definitions was changed meanwhile, or all engines cannot read bundles yet
     */
    long change(List<Work> works, Caller caller) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        Instant now = clock.instant();
        List<Change> changes = works.stream()
                .flatMap(work -> work.actions().stream()
                        .map(action -> new Change(
                                id, work.before().key(), work.before().revision(), action, caller.name(), now)))
                .toList();
        List<Fault> early = NewerWords.ofBundles(snapshot().definitions().level());
        if (changes.size() > 1 && !early.isEmpty()) {
            throw ProblemException.faults(HttpStatus.CONFLICT, early);
        }
        Submission submission = changes.size() == 1 ? changes.getFirst() : new Bundle(id, changes);
        return switch (log.submit(submission)) {
            case Verdict.Accepted(long revision) -> revision;
            case Verdict.Rejected rejected -> throw faster(works);
        };
    }

    private ProblemException faster(List<Work> works) {
        List<Definition> changed = works.stream()
                .filter(work -> log.snapshot().all().state(work.before().key()).revision()
                        != work.before().revision())
                .map(Work::before)
                .toList();
        long seen = changed.stream().mapToLong(Definition::revision).max().orElse(0);
        return overtaken.problem(HttpStatus.CONFLICT, changed, seen);
    }

    /** The version before the current one, where the caller names none. */
    private static long seen(String ifMatch, Definition current) {
        return Preconditions.newest(ifMatch).orElse(current.revision() - 1);
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
        requireSeen(ifMatch, seen, caller);
        seen.refusal(action).ifPresent(refusal -> {
            throw ProblemException.of(HttpStatus.CONFLICT, refusal);
        });
        Change change = new Change(
                UUID.randomUUID().toString(), seen.key(), seen.revision(), action, caller.name(), clock.instant());
        return switch (log.submit(change)) {
            case Verdict.Accepted accepted -> log.snapshot().all().state(seen.key());
            case Verdict.Rejected rejected -> throw faster(seen, ifMatch, caller);
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
        requireSeen(ifMatch, seen, caller);
        boolean said = written.isSaid(seen.document()) && !written.isSaid(seen.draft());
        return said ? seen : change(seen, new Action.Put(written.json(), written.source()), ifMatch, caller);
    }

    /** Keeps a document beside a template's text in force; likewise. */
    Definition draft(Definition seen, Written written, @Nullable String ifMatch, Caller caller)
            throws InterruptedException {
        DefinitionShops.requireSave(written.json(), caller);
        requireSeen(ifMatch, seen, caller);
        return written.isSaid(seen.draft())
                ? seen
                : change(seen, new Action.Draft(written.json(), written.source()), ifMatch, caller);
    }

    private ProblemException faster(Definition seen, @Nullable String ifMatch, Caller caller) {
        Definition current = log.snapshot().all().state(seen.key());
        return ifMatch == null
                ? overtaken.faster(current, seen.revision(), caller)
                : overtaken.stale(current, seen.revision(), caller);
    }
}
