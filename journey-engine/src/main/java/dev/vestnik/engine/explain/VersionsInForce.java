package dev.vestnik.engine.explain;

import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.Published;
import dev.vestnik.rules.explain.InForce;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.testrun.TestBed;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The versions of a journey by the times at which they were the newest; texts and settings are those of now. */
final class VersionsInForce {
    private static final int COMPILING_SECONDS = 2;

    private final List<Version> versions;
    private final Map<Integer, InForce> compiled = new HashMap<>();
    private final Set<String> entries = new HashSet<>();

    private VersionsInForce(List<Version> versions) {
        this.versions = versions;
    }

    /**
     * Those that were in force in this window, or the newest where none was.
     *
     * @throws ProblemException 503 while an old one is being compiled; what this engine cannot use is left out
     */
    static VersionsInForce of(Definition definition, Window window, LogSnapshot snapshot) {
        VersionsInForce versions = new VersionsInForce(definition.versions());
        Definitions now = snapshot.definitions();
        Published published = now.journey(new JourneyId(definition.key().id()));
        if (published != null) {
            definition.versions().stream()
                    .filter(version -> versions.isWanted(version, window))
                    .forEach(version -> versions.add(version.number(), published, now));
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
            compiled.put(number, new InForce(journey, bed.under(List.of(journey))));
            entries.addAll(journey.entry().on());
        }
    }

    /** The types of events with which one of them begins. */
    Set<String> entries() {
        return entries;
    }

    /** Null where none was published then, or this engine cannot use it. */
    @Nullable
    InForce at(Instant at) {
        return versions.stream()
                .filter(version -> !version.at().isAfter(at))
                .reduce((first, second) -> second)
                .map(version -> compiled.get(version.number()))
                .orElse(null);
    }
}
