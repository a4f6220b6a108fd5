package dev.vestnik.engine;

import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.definitions.Unread;
import dev.vestnik.engine.peers.InstanceAddress;
import dev.vestnik.engine.streams.EngineStreams;
import dev.vestnik.engine.streams.StreamsStatus;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** The state, work and lag of this instance. */
@RestController
@Tag(name = "status")
final class StatusController {
    private static final int MOST_BROKEN = 100;

    private final EngineStart start;
    private final EngineStreams streams;
    private final DefinitionsLog definitions;
    private final CustomerQueries queries;
    private final InstanceAddress address;

    StatusController(
            EngineStart start,
            EngineStreams streams,
            DefinitionsLog definitions,
            CustomerQueries queries,
            InstanceAddress address) {
        this.start = start;
        this.streams = streams;
        this.definitions = definitions;
        this.queries = queries;
        this.address = address;
    }

    /**
     * A moment's picture of one instance.
     *
     * @param ready as the readiness probe has it
     * @param instances all that are live; none while nobody can tell
     * @param revision of the definitions that it works with
     * @param liveJourneys that take new customers, by an event or by the calendar
     * @param featureLevel says what the engines may write
     * @param broken published documents that this version cannot use; the first 100
     * @param unread records of the definitions' log that say nothing to this version; whose they are cannot be told, so only a key for
     *     every shop sees more than their number
     */
    record Status(
            String instance,
            boolean ready,
            EngineStart.Phase start,
            StreamsStatus streams,
            Set<String> instances,
            long revision,
            int featureLevel,
            int liveJourneys,
            int brokenTotal,
            List<LogSnapshot.Broken> broken,
            Unread.Summary unread) {}

    @Operation(summary = "State, tasks, lag, pending wake-ups, revision of the definitions of this instance")
    @GetMapping("/api/status")
    Status status(@Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        LogSnapshot snapshot = definitions.snapshot();
        return new Status(
                address.hostPort().orElse(""),
                streams.ready() && definitions.caughtUp(),
                start.phase(),
                streams.status(),
                instances(),
                snapshot.all().revision(),
                snapshot.definitions().level().number(),
                live(snapshot.definitions()),
                (int) broken(snapshot, caller).count(),
                broken(snapshot, caller).limit(MOST_BROKEN).toList(),
                unread(caller));
    }

    /** The live journeys that this version can use, campaigns aside. */
    private static int live(Definitions definitions) {
        return (int) definitions.journeys().entrySet().stream()
                .filter(journey -> !Campaign.starts(journey.getKey()))
                .map(Map.Entry::getValue)
                .filter(journey -> journey.status() == Definitions.Status.LIVE
                        && journey.versions().containsKey(journey.current()))
                .count();
    }

    private static Stream<LogSnapshot.Broken> broken(LogSnapshot snapshot, Caller caller) {
        return snapshot.broken().stream()
                .filter(broken -> DefinitionShops.isVisible(snapshot.all().state(broken.key()), caller));
    }

    private Unread.Summary unread(Caller caller) {
        Unread.Summary all = definitions.unread();
        return caller.worksForAll() ? all : new Unread.Summary(all.count(), List.of());
    }

    private Set<String> instances() {
        return queries.hosts() instanceof Lookup.Found<Set<String>>(Set<String> hosts)
                ? new TreeSet<>(hosts)
                : Set.of();
    }
}
