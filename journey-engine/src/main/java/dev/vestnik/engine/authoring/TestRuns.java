package dev.vestnik.engine.authoring;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Document;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.testrun.JourneyTest;
import dev.vestnik.rules.testrun.TestReport;
import dev.vestnik.rules.testrun.TestRun;
import dev.vestnik.rules.testrun.TestRunner;
import dev.vestnik.service.access.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs journeys for one customer under everything that is published, on the threads of {@link DocumentChecks}. Nothing is sent and nothing
 * is stored.
 */
final class TestRuns {
    private static final String NOWHERE = "https://example.org/u/test";

    private final Checking checking;
    private final TestRunner runner = new TestRunner(new Decider((customer, channel, topic) -> NOWHERE));

    private final @Nullable TestTime time;

    TestRuns(Checking checking) {
        this(checking, null);
    }

    /** @param time of all stored tests together; null: each has its own alone */
    TestRuns(Checking checking, @Nullable TestTime time) {
        this.checking = checking;
        this.time = time;
    }

    /** Test runs of one publication, whose stored tests have a limit together. */
    TestRuns ofOnePublication() {
        return new TestRuns(checking, new TestTime(TestTime.LIMIT));
    }

    /** A version of a journey, what is there beside it, and the caller, who sees other journeys as far as the key goes. */
    record Bench(Journey journey, Outlook outlook, Caller caller) {
        LogSnapshot snapshot() {
            return outlook.snapshot();
        }
    }

    /** A document that a caller sent. */
    <T> Checked<T> read(Supplier<Checked<T>> reading) throws InterruptedException {
        return checking.within(reading);
    }

    /**
     * The journey in this version.
     *
     * @param version null: the draft, as it would be published now
     * @throws ProblemException 404 where there is none that the caller may see, 422 with its faults
     */
    Bench bench(Definition definition, @Nullable String version, LogSnapshot snapshot, Caller caller)
            throws InterruptedException {
        Document document = Versions.document(definition, Objects.requireNonNullElse(version, Versions.DRAFT), caller);
        if (version == null) {
            return draft(definition.key().id(), document.json(), Outlook.of(snapshot), caller);
        }
        Journey journey = checking.tried(document.json(), Integer.parseInt(version), AnyTemplate.ALL);
        return new Bench(journey, Outlook.of(snapshot), caller);
    }

    private Bench draft(String id, String json, Outlook outlook, Caller caller) throws InterruptedException {
        Journey coming = outlook.comingJourneys().get(new JourneyId(id));
        return new Bench(coming == null ? next(id, json, outlook) : coming, outlook, caller);
    }

    /**
     * The journey as its next version.
     *
     * @throws ProblemException 422 with its faults
     */
    Journey next(String id, String json, Outlook outlook) throws InterruptedException {
        Definition journey = outlook.snapshot().all().state(DefinitionKey.journey(id));
        return checking.tried(json, journey.versions().size() + 1, outlook.catalogue());
    }

    /** @throws ProblemException 422 where a journey is missing beside it, or the run takes too long */
    TestReport run(TestRun run, Bench bench) throws InterruptedException {
        List<Journey> journeys = new ArrayList<>(List.of(bench.journey()));
        for (int i = 0; i < run.with().size(); i++) {
            journeys.add(beside(run.with().get(i), "with[" + i + "]", bench));
        }
        Definitions under = bench.outlook().testBed().under(journeys, run.start());
        return checking.within(() -> runner.run(run, under));
    }

    /** Another journey, as it comes into force together with the one of the test, else as it is published. */
    private static Journey beside(JourneyId id, String path, Bench bench) {
        Journey coming = bench.outlook().comingJourneys().get(id);
        if (coming != null && !id.equals(bench.journey().id())) {
            return coming;
        }
        LogSnapshot snapshot = bench.snapshot();
        Published published = snapshot.definitions().journey(id);
        Journey journey = published == null ? null : published.version(published.current());
        boolean visible =
                DefinitionShops.isVisible(snapshot.all().state(DefinitionKey.journey(id.value())), bench.caller());
        if (journey == null || !visible || id.equals(bench.journey().id())) {
            throw ProblemException.faults(List.of(new Fault(path, "there is no other published journey " + id)));
        }
        return journey;
    }

    /** Names each difference from what a test expects, in plain words; empty where there is none. */
    List<String> differences(JourneyTest test, Bench bench) throws InterruptedException {
        return test.differences(run(test.run(), bench));
    }

    /**
     * Runs all tests that are stored with a journey on a document that is to be published.
     *
     * @param outlook with what comes into force together with it
     * @throws ProblemException 422 with everything that is not as they expect
     */
    void require(String id, String json, Outlook outlook, Caller caller) throws InterruptedException {
        Checked<List<JourneyTest>> stored = outlook.tests(id).read();
        List<Fault> faults = new ArrayList<>();
        switch (stored) {
            case Checked.Faulty<List<JourneyTest>>(List<Fault> its) -> faults.addAll(its);
            case Checked.Sound<List<JourneyTest>>(List<JourneyTest> tests, var warnings) -> {
                Bench bench = tests.isEmpty() ? null : draft(id, json, outlook, caller);
                for (JourneyTest test : tests) {
                    faults.addAll(faults(test, Objects.requireNonNull(bench)));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.faults(faults);
        }
    }

    /**
     * Runs the stored tests of a journey in force under other templates. A test that fails already says nothing of them.
     *
     * @param outlook with the templates that are to come into force
     * @return what differs with them alone
     */
    List<Fault> broken(Definition journey, Outlook outlook, Caller caller) throws InterruptedException {
        String id = journey.key().id();
        Checked<List<JourneyTest>> stored = outlook.tests(id).read();
        List<Fault> broken = new ArrayList<>();
        if (stored instanceof Checked.Sound<List<JourneyTest>>(List<JourneyTest> tests, var warnings)
                && !tests.isEmpty()) {
            String json = journey.newest().orElseThrow().document().json();
            Bench next = draft(id, json, outlook, caller);
            for (JourneyTest test : tests) {
                List<Fault> faults = faults(test, next);
                if (!faults.isEmpty() && passes(test, id, json, Outlook.of(outlook.snapshot()), caller)) {
                    broken.addAll(faults);
                }
            }
        }
        return broken;
    }

    /** Takes a test for passed where there is no time to run it: what fails now is told. */
    private boolean passes(JourneyTest test, String id, String json, Outlook outlook, Caller caller)
            throws InterruptedException {
        return time != null && time.isOver()
                || differences(test, draft(id, json, outlook, caller)).isEmpty();
    }

    private List<Fault> faults(JourneyTest test, Bench bench) throws InterruptedException {
        if (time != null && time.isOver()) {
            return List.of(new Fault("tests/" + test.name(), time.inWords()));
        }
        return differences(test, bench).stream()
                .map(difference -> new Fault("tests/" + test.name(), difference))
                .toList();
    }
}
