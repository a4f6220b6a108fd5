package dev.vestnik.engine.explain;

import dev.vestnik.engine.explain.CustomerHistory.Coverage;
import dev.vestnik.engine.explain.CustomerHistory.Told;
import dev.vestnik.engine.explain.ExplainView.EventAnswer;
import dev.vestnik.engine.explain.ExplainView.Seen;
import dev.vestnik.engine.explain.RunExplaining.Known;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.store.TimelineEntry;
import dev.vestnik.engine.streams.store.TimelineRing;
import dev.vestnik.engine.support.TimelineView;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Dates;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.decide.CalendarOutlook;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.explain.EntryAnswer;
import dev.vestnik.rules.explain.EntryReplay;
import dev.vestnik.rules.explain.EntryReplay.Question;
import dev.vestnik.rules.explain.InForce;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what was decided about a customer with what the entry of a journey makes of the customer's events. */
final class Explaining {
    /** Each reads up to {@link CustomerHistory#MOST_RECORDS}: more at once would take the disks from those who wait for messages. */
    private static final int AT_ONCE = 2;

    private static final int RETRY_SECONDS = 5;
    /** Events that are answered for; of a customer with more the newest are. */
    private static final int MOST_ANSWERS = 200;

    private static final String ERASED = "customer.erased";
    /** The topic has a decision a little later than it was made: with its transaction. */
    private static final Duration A_WHILE = Duration.ofMinutes(10);

    private static final Set<Outcome> ENTRIES = Set.of(Outcome.ENTERED, Outcome.QUEUED, Outcome.NOT_ENTERED);

    private static final String UNDER_WAY =
            "no decision is recorded of it: a run with the same key was under way, which is said once a run";

    private final CustomerHistory history;
    private final EntryReplay replay;
    private final RunExplaining runs;
    private final InstantSource clock;
    private final Semaphore free = new Semaphore(AT_ONCE);

    Explaining(CustomerHistory history, InstantSource clock) {
        Decider decider = new Decider((customer, channel, topic) -> "https://example.org");
        this.history = history;
        this.replay = new EntryReplay(decider);
        this.runs = new RunExplaining(decider);
        this.clock = clock;
    }

    /**
     * A request to explain.
     *
     * @param open whether the caller may read texts of the shop
     */
    record Request(CustomerKey customer, JourneyId journey, Window window, VersionsInForce versions, boolean open) {
        /** The same of the time since the customer was erased. */
        Request of(CustomerState state) {
            return new Request(customer, journey, window.sinceErasure(state), versions, open);
        }
    }

    /**
     * Blocks.
     *
     * @param state of today
     * @param newestFirst the customer's timeline
     * @throws ProblemException 503 while others are being answered
     */
    ExplainView explain(Request request, CustomerState state, List<TimelineEntry> newestFirst) {
        if (!free.tryAcquire()) {
            throw ProblemException.tryAgain(
                    RETRY_SECONDS, "other explanations are being read; try again in some seconds");
        }
        try {
            Told<Signal.Happened> told = history.events(request.customer(), request.window());
            Told<TimelineEntry> older = older(request, newestFirst);
            List<TimelineEntry> decisions = about(request, Stream.concat(newestFirst.stream(), older.items().stream()));
            CalendarOutlook calendar = calendar(request, state);
            List<Signal.Happened> events = with(
                    calendar,
                    sinceErasure(told.items(), happened -> happened.event().type()));
            List<EntryAnswer> answers = answers(request, state, events);
            Known known = new Known(
                    state,
                    asOfToday(state),
                    decisions.stream().map(TimelineEntry::decision).toList(),
                    events);
            return new ExplainView(
                    request.journey().value(),
                    request.window().from(),
                    request.window().to(),
                    decisions.stream().map(TimelineView::entry).toList(),
                    events(request, answers, decisions, state),
                    runs.runs(request, known, clock.instant()),
                    seen(told.coverage(), older.coverage(), notes(request, told.coverage(), answers.size(), calendar)));
        } finally {
            free.release();
        }
    }

    /** The moments of this time, as the calendar and the customer are today; null where the journey is entered by events. */
    private @Nullable CalendarOutlook calendar(Request request, CustomerState state) {
        Instant now = clock.instant();
        Instant to = request.window().to().isBefore(now) ? request.window().to() : now;
        InForce version = request.versions().at(to);
        return version == null
                ? null
                : CalendarOutlook.of(
                        new CalendarOutlook.Question(
                                request.customer(),
                                asOfToday(state),
                                request.window().from(),
                                to),
                        version.journey(),
                        version.definitions());
    }

    /** The events together with the moments of the calendar, in the order of time. */
    private static List<Signal.Happened> with(@Nullable CalendarOutlook calendar, List<Signal.Happened> events) {
        if (calendar == null) {
            return events;
        }
        Stream<Signal.Happened> moments =
                calendar.events().stream().map(event -> new Signal.Happened(event, event.occurredAt()));
        return Stream.concat(events.stream(), moments)
                .sorted(Comparator.comparing(Signal.Happened::recordedAt))
                .toList();
    }

    /**
     * The decisions of this time that are not on the timeline any more; the topic has them for 90 days. Of a timeline that was never full
     * they are from before an erasure.
     */
    private Told<TimelineEntry> older(Request request, List<TimelineEntry> newestFirst) {
        TimelineEntry oldest = newestFirst.isEmpty() ? null : newestFirst.getLast();
        Window window = request.window();
        if (oldest == null
                || newestFirst.getFirst().sequence() < TimelineRing.ENTRIES
                || !window.from().isBefore(oldest.decision().now())) {
            return new Told<>(List.of(), Coverage.NOTHING);
        }
        Instant behind = oldest.decision().now().plus(A_WHILE);
        Window before = new Window(window.from(), behind.isBefore(window.to()) ? behind : window.to());
        Told<TimelineEntry> read = history.decisions(request.customer(), before);
        return new Told<>(
                sinceErasure(read.items(), entry -> entry.decision().cause()).stream()
                        .filter(entry -> entry.sequence() < oldest.sequence())
                        .toList(),
                read.coverage());
    }

    private static List<TimelineEntry> about(Request request, Stream<TimelineEntry> decisions) {
        String journey = request.journey().value();
        return decisions
                .filter(entry -> isAbout(entry.decision(), journey)
                        && request.window().contains(entry.decision().now()))
                .sorted(Comparator.comparingInt(TimelineEntry::sequence))
                .toList();
    }

    private static boolean isAbout(Decision decision, String journey) {
        About about = decision.about();
        return about != null && about.journey().equals(journey);
    }

    private List<EntryAnswer> answers(Request request, CustomerState state, List<Signal.Happened> events) {
        VersionsInForce versions = request.versions();
        Question question = new Question(request.customer(), request.journey(), versions.entries(), versions::at);
        return replay.answers(question, asOfToday(state), events);
    }

    /** Earlier versions have left no mark of an erasure: see {@link Window#sinceErasure}. */
    private static <T> List<T> sinceErasure(List<T> items, Function<T, String> type) {
        int first = 0;
        for (int i = 0; i < items.size(); i++) {
            first = type.apply(items.get(i)).equals(ERASED) ? i + 1 : first;
        }
        return items.subList(first, items.size());
    }

    private static List<EventAnswer> events(
            Request request, List<EntryAnswer> answers, List<TimelineEntry> decisions, CustomerState state) {
        Instant served = state.memory().history().dates().served();
        return answers.stream()
                .skip(Math.max(0, answers.size() - MOST_ANSWERS))
                .map(answer -> recorded(answer, decisions)
                        .map(decision -> view(answer, decision))
                        .orElseGet(() -> view(answer.unrecorded(served), request.open())))
                .toList();
    }

    /** The part of the state that the topic may not tell any more, without the counts and memories that journeys have made since. */
    private static CustomerState asOfToday(CustomerState state) {
        return CustomerState.NEW
                .withProfile(state.profile())
                .withConsents(state.consents())
                .withDevices(state.devices())
                .withMemory(Memory.NONE.withHistory(History.NONE.withDates(asOfToday(state.memory()))));
    }

    /** Nothing is waited for, and what has been answered stays so. */
    private static Dates asOfToday(Memory memory) {
        Dates dates = memory.history().dates();
        return Dates.NONE.withHeard(dates.heard()).withAnswered(dates.answered());
    }

    /** The decision about the run that the event starts, or would have. */
    private static Optional<Decision> recorded(EntryAnswer answer, List<TimelineEntry> decisions) {
        return decisions.stream()
                .map(TimelineEntry::decision)
                .filter(decision -> ENTRIES.contains(decision.outcome()))
                .filter(decision -> isOf(decision, answer.run()))
                .findFirst();
    }

    private static boolean isOf(Decision decision, UUID run) {
        About about = decision.about();
        return about != null && about.instance().equals(run);
    }

    private static EventAnswer view(EntryAnswer answer, Decision decision) {
        String reason = decision.reason();
        return new EventAnswer(
                answer.at(),
                answer.event().occurredAt(),
                answer.event().type(),
                answer.event().id(),
                answer.version(),
                reason == null ? decision.outcome().name().toLowerCase(Locale.ROOT) : reason,
                true,
                null,
                decision.inputs(),
                Map.of());
    }

    private static EventAnswer view(EntryAnswer answer, boolean open) {
        return new EventAnswer(
                answer.at(),
                answer.event().occurredAt(),
                answer.event().type(),
                answer.event().id(),
                answer.version(),
                answer.reason(),
                false,
                answer.reason().equals(EntryReplay.ENTERS) ? UNDER_WAY : answer.detail(),
                answer.inputs(),
                new ShownValues(open).of(answer.values()));
    }

    private static Seen seen(Coverage events, Coverage decisions, List<String> notes) {
        return new Seen(
                events.records() + decisions.records(),
                events.oldest(),
                events.readTo(),
                events.complete() && decisions.complete(),
                notes);
    }

    private static List<String> notes(
            Request request, Coverage coverage, int answers, @Nullable CalendarOutlook calendar) {
        List<String> notes = new ArrayList<>(List.of(
                "what the customer told before this time is taken as it is today",
                "what journeys count begins with this time",
                "templates and settings are those of today",
                "the path of a run is decided again with its journey alone; where asRecorded is false, other journeys, budgets, codes or "
                        + "sources had a say, and the decisions tell what happened"));
        if (answers > MOST_ANSWERS) {
            notes.add("of " + answers + " events the newest " + MOST_ANSWERS + " are told");
        }
        if (calendar != null && calendar.nothing() != null) {
            notes.add("by the calendar the customer does not enter: " + calendar.nothing());
        } else if (calendar != null && calendar.next() != null) {
            notes.add("by the calendar the next moment is "
                    + (request.open() ? calendar.next() : "known, and for the role support: it may tell a birthday"));
        }
        if (coverage.unreadable() > 0) {
            notes.add(coverage.unreadable() + " events could not be read");
        }
        if (!coverage.complete()) {
            notes.add("this time has more records than one call reads: ask for a time nearer to its beginning");
        }
        return notes;
    }
}
