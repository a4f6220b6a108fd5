package dev.vestnik.engine.definitions;

import dev.vestnik.engine.compile.CompileOutcome;
import dev.vestnik.engine.compile.CompileThreads;
import dev.vestnik.engine.compile.Job;
import dev.vestnik.engine.definitions.DocumentCompiler.Result;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.Definition.Version;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Superseded versions of journeys. Nobody compiles one before an instance that stands in it is met: a shop that has published twenty
 * thousand times starts as fast as a new one. The events that they listen to are known without compiling them.
 */
final class SupersededVersions {
    private static final Logger log = LoggerFactory.getLogger(SupersededVersions.class);
    /** The patience of a stream thread with a text it meets for the first time; most take a hundredth of a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final DocumentCompiler compiler;
    private final CompileThreads threads;
    private final Map<VersionKey, Compiling> known = new ConcurrentHashMap<>();
    /** Versions that were in force while this engine ran. */
    private final Map<VersionKey, Journey> current = new ConcurrentHashMap<>();
    /** Used by the log's reader alone. */
    private final Map<DefinitionKey, Listening> listening = new HashMap<>();

    private record VersionKey(JourneyId journey, int number) {}

    /** @param versions how many of the journey's oldest versions have been looked at */
    private record Listening(int versions, Set<String> events) {}

    SupersededVersions(DocumentCompiler compiler, CompileThreads threads) {
        this.compiler = compiler;
        this.threads = threads;
    }

    /** The types of events that superseded versions of this journey may look at. */
    Set<String> events(Definition journey) {
        int superseded = journey.versions().size() - 1;
        Listening before = listening.getOrDefault(journey.key(), new Listening(0, Set.of()));
        if (superseded <= before.versions()) {
            return before.events();
        }
        Set<String> events = new HashSet<>(before.events());
        for (Version version : journey.versions().subList(before.versions(), superseded)) {
            events.addAll(ReferencedValues.events(version.document().json()));
        }
        listening.put(journey.key(), new Listening(superseded, Collections.unmodifiableSet(events)));
        return events;
    }

    /** The versions by number. May be asked by any thread; the first who asks for one waits a moment. */
    Published.OlderVersions of(JourneyId journey, List<Version> versions) {
        return new Published.OlderVersions() {
            @Override
            public @Nullable Journey version(int number) {
                return number < 1 || number > versions.size()
                        ? null
                        : SupersededVersions.this.version(journey, versions.get(number - 1));
            }

            @Override
            public boolean isComing(int number) {
                Compiling compiling = known.get(new VersionKey(journey, number));
                return compiling != null && compiling.isComing();
            }
        };
    }

    private @Nullable Journey version(JourneyId journey, Version version) {
        VersionKey key = new VersionKey(journey, version.number());
        Journey was = current.get(key);
        if (was != null) {
            return was;
        }
        return known.compute(
                        key,
                        (same, before) ->
                                before == null || before.isToRepeat() ? new Compiling(journey, version) : before)
                .journey();
    }

    private Result<Journey> compiled(JourneyId journey, String json) {
        if (!Campaign.starts(journey)) {
            return compiler.journey(json);
        }
        return switch (compiler.campaign(json)) {
            case Result.Good<Campaign>(Campaign campaign) -> new Result.Good<>(campaign.journey());
            case Result.Faulty<Campaign>(List<String> problems) -> new Result.Faulty<>(problems);
        };
    }

    /** The version in force, which will be superseded one day. */
    void add(Journey journey) {
        current.put(new VersionKey(journey.id(), journey.version()), journey);
    }

    /** Compiled once; a failure for want of memory or threads is tried again after a while. */
    private final class Compiling {
        private final JourneyId journey;
        private final Version version;
        private final CountDownLatch done = new CountDownLatch(1);
        private final Optional<Job<Result<Journey>>> job;
        private final long begunAt = System.nanoTime();
        private boolean awaited;
        private @Nullable Journey result;

        Compiling(JourneyId journey, Version version) {
            this.journey = journey;
            this.version = version;
            this.job =
                    threads.submit(0, () -> compiled(journey, version.document().json()), done::countDown);
        }

        synchronized @Nullable Journey journey() {
            if (!awaited) {
                awaited = true;
                await();
            }
            if (result == null) {
                job.flatMap(Job::outcome).ifPresent(this::take);
            }
            return result;
        }

        private void await() {
            try {
                if (job.isPresent() && !done.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    log.warn("definitions=slow journey={} version={}", journey, version.number());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            String problem = problem();
            if (problem != null) {
                log.warn("definitions=broken journey={} version={} cause=\"{}\"", journey, version.number(), problem);
            }
        }

        private @Nullable String problem() {
            return switch (job.flatMap(Job::outcome).orElse(null)) {
                case null -> null;
                case CompileOutcome.Failed<Result<Journey>>(Throwable cause) -> cause.toString();
                case CompileOutcome.Done<Result<Journey>>(Result<Journey> compiled) ->
                    compiled instanceof Result.Faulty<Journey>(List<String> problems)
                            ? String.valueOf(problems.getFirst())
                            : null;
            };
        }

        private void take(CompileOutcome<Result<Journey>> outcome) {
            if (outcome instanceof CompileOutcome.Done<Result<Journey>>(Result.Good<Journey>(Journey good))
                    && good.id().equals(journey)) {
                result = good.published(version.number());
            }
        }

        boolean isToRepeat() {
            return isOfTheMachine() && System.nanoTime() - begunAt > AGAIN.toNanos();
        }

        /** Whether nobody can tell yet what comes of the text. */
        boolean isComing() {
            return isOfTheMachine() || job.get().outcome().isEmpty();
        }

        /** Whether the failure says more of the machine than of the text. */
        private boolean isOfTheMachine() {
            return job.isEmpty()
                    || job.get().outcome().orElse(null) instanceof CompileOutcome.Failed<?>(Throwable cause)
                            && cause instanceof Error;
        }
    }
}
