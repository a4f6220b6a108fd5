package dev.vestnik.engine.authoring;

import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.service.access.Caller;
import java.util.function.Supplier;

/** The versions of a journey, compiled to be tried, at the cost of the threads of {@link DocumentChecks}. */
public final class TriedVersions {
    private final Checking checking;
    private final TestRuns runs;

    TriedVersions(Checking checking, TestRuns runs) {
        this.checking = checking;
        this.runs = runs;
    }

    /**
     * A text that a caller sent.
     *
     * @throws ProblemException 422 with its faults
     */
    public <T> T read(Supplier<Checked<T>> reading) throws InterruptedException {
        return Checking.sound(runs.read(reading));
    }

    /**
     * The document of a version, by its number or {@code draft}.
     *
     * @throws ProblemException 404 where there is none that the caller may see
     */
    public static String document(Definition definition, String version, Caller caller) {
        return Versions.document(definition, version, caller).json();
    }

    /**
     * A draft as it would be published now.
     *
     * @throws ProblemException 422 with its faults
     */
    public Journey draft(String id, String json, LogSnapshot snapshot) throws InterruptedException {
        return runs.next(id, json, Outlook.of(snapshot));
    }

    /** @throws ProblemException 422 where it cannot be used now */
    public Journey published(String json, int version) throws InterruptedException {
        return checking.tried(json, version, AnyTemplate.ALL);
    }
}
