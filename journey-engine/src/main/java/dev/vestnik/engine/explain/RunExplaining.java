package dev.vestnik.engine.explain;

import dev.vestnik.engine.explain.Explaining.Request;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.explain.RunPath;
import dev.vestnik.rules.explain.RunReplay;
import dev.vestnik.rules.explain.RunReplay.Past;
import dev.vestnik.rules.explain.ToldSignal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells of each run of a journey where it stands and which way it took: what is recorded, and what the rules say of it again. */
final class RunExplaining {
    /** Runs that are told; of a customer with more, the newest. */
    static final int MOST_RUNS = 20;

    private static final Receipt.Details NO_DETAILS =
            new Receipt.Details(null, false, null, false, false, List.of(), Map.of());

    /** Decisions that say which way a run took. */
    private static final Set<Outcome> WAY = Set.of(Outcome.SENT, Outcome.SKIPPED, Outcome.EXPOSED, Outcome.LEFT);

    private final RunReplay replay;

    RunExplaining(Decider decider) {
        this.replay = new RunReplay(decider);
    }

    /**
     * The customer, as far as an answer knows them.
     *
     * @param today the state
     * @param before as far as it is known of the time before the events
     * @param decisions about the journey in this time, oldest first
     */
    record Known(CustomerState today, CustomerState before, List<Decision> decisions, List<Signal.Happened> events) {}

    /** @param now nothing is looked at after it */
    List<RunView> runs(Request request, Known known, Instant now) {
        Map<UUID, Integer> versions = versions(request, known);
        Map<UUID, RunPath> paths = paths(request, known, now);
        return versions.keySet().stream()
                .skip(Math.max(0, versions.size() - MOST_RUNS))
                .map(run -> view(request, known, versions, run, paths.get(run)))
                .toList();
    }

    /** The versions in which the runs of this time are, and behind them those of today. */
    private static Map<UUID, Integer> versions(Request request, Known known) {
        Map<UUID, Integer> versions = new LinkedHashMap<>();
        known.decisions().forEach(decision -> {
            Decision.About about = decision.about();
            if (about != null && decision.outcome() != Outcome.NOT_ENTERED) {
                versions.put(about.instance(), about.version());
            }
        });
        for (Instance run : known.today().instances()) {
            if (run.journey().equals(request.journey())) {
                versions.put(run.id(), run.version());
            }
        }
        return versions;
    }

    private Map<UUID, RunPath> paths(Request request, Known known, Instant now) {
        Instant to = request.window().to();
        Past past = new Past(request.customer(), known.before(), signals(known), now.isBefore(to) ? now : to);
        Map<UUID, RunPath> paths = new LinkedHashMap<>();
        replay.paths(request.journey(), past, request.versions()::runsAt).forEach(path -> paths.put(path.run(), path));
        return paths;
    }

    /** Receipts are on the timeline, with what they say. */
    private static List<ToldSignal> signals(Known known) {
        List<ToldSignal> signals = new ArrayList<>();
        known.events().forEach(event -> signals.add(new ToldSignal(event.recordedAt(), event)));
        known.decisions().stream().flatMap(RunExplaining::receipt).forEach(signals::add);
        signals.sort(Comparator.comparing(ToldSignal::at));
        return signals;
    }

    private static Stream<ToldSignal> receipt(Decision decision) {
        MessageFacts message = decision.message();
        UUID id = message == null ? null : message.id();
        Receipt.Status status = decision.outcome() == Outcome.RECEIPT ? status(decision.reason()) : null;
        if (message == null || id == null || status == null) {
            return Stream.empty();
        }
        Instant at = decision.now();
        Receipt receipt = new Receipt("told/" + id, id, message.attempt(), message.channel(), status, NO_DETAILS, at);
        return Stream.of(new ToldSignal(at, receipt));
    }

    private static Receipt.@Nullable Status status(@Nullable String reason) {
        for (Receipt.Status status : Receipt.Status.values()) {
            if (status.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(reason)) {
                return status;
            }
        }
        return null;
    }

    private static RunView view(
            Request request, Known known, Map<UUID, Integer> versions, UUID run, @Nullable RunPath path) {
        int version = versions.getOrDefault(run, 0);
        ShownValues shown = new ShownValues(request.open());
        RunView.RunPosition standing = known.today().instances().stream()
                .filter(instance -> instance.id().equals(run))
                .findFirst()
                .map(instance ->
                        RunView.RunPosition.of(instance, request.versions().version(instance.version()), shown))
                .orElse(null);
        List<RunView.Passage> passages = path == null
                ? List.of()
                : path.moments().stream()
                        .map(moment -> RunView.Passage.of(moment, shown))
                        .toList();
        Boolean asRecorded = path == null ? null : way(known.decisions(), run).equals(way(path.decisions(), run));
        return new RunView(run.toString(), version, standing, passages, asRecorded);
    }

    /** The steps, channels and reasons of what was decided about a run. */
    private static List<String> way(List<Decision> decisions, UUID run) {
        List<String> way = new ArrayList<>();
        for (Decision decision : decisions) {
            Decision.About about = decision.about();
            if (about != null && about.instance().equals(run) && WAY.contains(decision.outcome())) {
                MessageFacts message = decision.message();
                String channel = message == null ? "" : message.channel().label();
                way.add(decision.outcome() + " " + about.step() + " " + decision.reason() + " " + channel);
            }
        }
        return way;
    }
}
