package dev.vestnik.engine.explain;

import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.explain.InForce;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.schedule.Silence;
import dev.vestnik.rules.testrun.TestBed;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The versions of a journey by the times at which they were the newest; texts and settings are those of now. */
final class VersionsInForce {
    private static final int COMPILING_SECONDS = 2;

    private final List<Version> versions;
    private final Map<Integer, InForce> compiled = new HashMap<>();
    private final Map<Integer, Definitions> walked = new HashMap<>();
    private final Set<String> entries = new HashSet<>();
    private final @Nullable Published published;

    private VersionsInForce(List<Version> versions, @Nullable Published published) {
        this.versions = versions;
        this.published = published;
    }

    /**
     * The versions that were in force in this window, or the newest where none was.
     *
     * @throws ProblemException 503 while an old one is being compiled; what this engine cannot use is left out
     */
    static VersionsInForce of(Definition definition, Window window, LogSnapshot snapshot) {
        Definitions now = snapshot.definitions();
        Published published = now.journey(new JourneyId(definition.key().id()));
        VersionsInForce versions = new VersionsInForce(definition.versions(), published);
        if (published != null) {
            definition.versions().stream()
                    .filter(version -> versions.isWanted(version, window))
                    .forEach(version -> versions.add(version.number(), published, now));
            versions.walk(now);
        }
        return versions;
    }

    private boolean isWanted(Version version, Window window) {
        boolean newest = version.equals(versions.getLast());
        boolean begun = version.at().isBefore(window.to());
        Instant until = newest ? Instant.MAX : versions.get(version.number()).at();
        return newest || begun && until.isAfter(window.from());
    }

    private void add(int number, Published published, Definitions now) {
        if (published.isComing(number)) {
            throw ProblemException.tryAgain(
                    COMPILING_SECONDS, "version " + number + " is being compiled; try again in some seconds");
        }
        Journey journey = published.version(number);
        if (journey != null) {
            TestBed bed = new TestBed(now.templates(), now.shop(), now.level());
            compiled.put(number, new InForce(journey, bed.under(List.of(journey), since(journey, published))));
            entries.addAll(journey.entry().on());
        }
    }

    /** A silence that had lasted long enough counts from its version on; other moments from the publication of the first. */
    private Instant since(Journey journey, Published of) {
        Instant takenUp = of.pauses().takenUp();
        Instant begun = takenUp == null ? versions.getFirst().at() : takenUp;
        Instant own = versions.get(journey.version() - 1).at();
        return journey.entry().schedule() instanceof Silence && own.isAfter(begun) ? own : begun;
    }

    /** Runs stay in the version in which they began: each of these has those before it too. */
    private void walk(Definitions now) {
        TestBed bed = new TestBed(now.templates(), now.shop(), now.level());
        List<Journey> all = compiled.values().stream().map(InForce::journey).toList();
        for (Journey current : all) {
            List<Journey> older = all.stream()
                    .filter(version -> version.version() < current.version())
                    .toList();
            walked.put(current.version(), bed.under(current, older));
        }
    }

    /** The types of events with which one of them begins. */
    Set<String> entries() {
        return entries;
    }

    /** Null where none was published then, or this engine cannot use it. */
    @Nullable
    InForce at(Instant at) {
        return numberAt(at).map(compiled::get).orElse(null);
    }

    /** Under which runs of then went on; nothing where none was published, or this engine cannot use it. */
    Definitions runsAt(Instant at) {
        return numberAt(at).map(walked::get).orElse(Definitions.EMPTY);
    }

    private Optional<Integer> numberAt(Instant at) {
        return versions.stream()
                .filter(version -> !version.at().isAfter(at))
                .reduce((first, second) -> second)
                .map(Version::number);
    }

    /** A version in which there are runs today; null where this engine cannot use it. */
    @Nullable
    Journey version(int number) {
        return published == null ? null : published.version(number);
    }
}
