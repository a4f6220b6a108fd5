package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.RecentChanges;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Change;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.service.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Tells an author what others have changed since the revision that the author saw: who, when, what, and where the document differs. */
final class Overtaken {
    /** More of them are no help to a person: the document is another one then. */
    private static final int MOST_DIFFERENCES = 50;

    private final RecentChanges recent;

    Overtaken(RecentChanges recent) {
        this.recent = recent;
    }

    /**
     * A change that the author has missed.
     *
     * @param definition for example {@code journey/abandoned-cart}
     * @param revision of the definition after it
     */
    record Missed(String definition, long revision, String action, String author, Instant at) {
        static Missed of(RecentChanges.Accepted accepted) {
            Change change = accepted.change();
            return new Missed(
                    change.definition().toString(),
                    accepted.revision(),
                    word(change.action()),
                    change.author(),
                    change.at());
        }
    }

    /** 412: the precondition of the call does not hold. */
    ProblemException stale(Definition current, long seen, Caller caller) {
        return problem(HttpStatus.PRECONDITION_FAILED, current, seen, caller);
    }

    /** 409: another change came between reading and writing. */
    ProblemException faster(Definition current, long seen, Caller caller) {
        return problem(HttpStatus.CONFLICT, current, seen, caller);
    }

    /** The same of several definitions, where they are others than the author saw. */
    ProblemException problem(HttpStatus status, List<Definition> changed, long seen) {
        List<Missed> missed = changed.stream()
                .flatMap(definition -> recent.since(definition.key(), seen).stream())
                .map(Missed::of)
                .toList();
        return ProblemException.of(status, detail(missed)).with("changes", missed);
    }

    private ProblemException problem(HttpStatus status, Definition current, long seen, Caller caller) {
        List<Missed> missed =
                recent.since(current.key(), seen).stream().map(Missed::of).toList();
        ProblemException problem = ProblemException.of(status, detail(missed))
                .with("currentRevision", current.revision())
                .with("changes", missed);
        differences(current, seen, caller).ifPresent(differences -> problem.with("differences", differences));
        return problem;
    }

    private static String detail(List<Missed> missed) {
        return missed.isEmpty()
                ? "it has been changed since: read it again"
                : "it has been changed since, last by " + missed.getLast().author() + ": read it again";
    }

    /** Empty where the document that the author saw is not kept any more, or is not for this key. */
    private Optional<List<Difference>> differences(Definition current, long seen, Caller caller) {
        Document now = current.document();
        return recent.document(current.key(), seen)
                .filter(before ->
                        now != null && DefinitionShops.isVisible(new Document(before, "", Instant.EPOCH), caller))
                .map(before -> Difference.between(before, now == null ? "" : now.json()).stream()
                        .limit(MOST_DIFFERENCES)
                        .toList());
    }

    /** The action in a word. */
    static String word(Action action) {
        return switch (action) {
            case Action.Put put -> "saved";
            case Action.Draft draft -> "drafted";
            case Action.Publish publish -> "published";
            case Action.Pause pause -> "paused";
            case Action.Resume resume -> "resumed";
            case Action.Archive archive -> "archived";
            case Action.Delete delete -> "deleted";
        };
    }
}
