package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Item;
import dev.vestnik.rules.model.RandomHistory.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What docs/journeys.md and docs/settings.md say must be decided, written down as plainly as possible: it keeps all events, runs and
 * messages for ever and looks through all of them each time.
 */
final class Model implements Side {
    static final String ERASED = "customer.erased";
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration HELD_OUT = Duration.ofDays(7);
    private static final Duration FACTS = Duration.ofDays(30);

    private final List<Told> told = new ArrayList<>();
    private final List<ModelRun> runs = new ArrayList<>();
    private final List<ModelRun> entered = new ArrayList<>(); // also before an erasure
    private final Set<String> heard = new HashSet<>(); // the ids of events, also from before an erasure
    private final List<Plan> published = new ArrayList<>();
    private final List<RandomHistory.Published> publications = new ArrayList<>();
    private final RandomHistory.Settings settings;
    private final Draws draws;
    private final ModelPauses pauses;
    private final ModelCalendar calendar;
    private ModelSteps steps;

    /**
     * A model, which is told what is a draw.
     *
     * @param nextLook when somebody who waits for a journey that is paused is looked at next
     */
    Model(RandomHistory history, Draws draws, UnaryOperator<Instant> nextLook) {
        this(history.settings(), draws, new ModelPauses(nextLook));
        this.published.addAll(history.plans());
    }

    private Model(RandomHistory.Settings settings, Draws draws, ModelPauses pauses) {
        this.settings = settings;
        this.draws = draws;
        this.pauses = pauses;
        this.steps = steps(new ArrayList<>());
        this.calendar = new ModelCalendar(told, published, settings.zone(), () -> steps.zone());
    }

    private ModelSteps steps(List<Line> lines) {
        return new ModelSteps(settings, told, published, pauses, draws, this::isIn, lines);
    }

    private boolean isIn(String journey) {
        return going().stream().anyMatch(run -> run.journey.equals(journey) && !run.plan.shadow());
    }

    /** Somebody of whom nothing is known, beside the same journeys. */
    Model anew() {
        Model other = new Model(settings, draws, pauses);
        other.published.addAll(published);
        other.publications.addAll(publications);
        return other;
    }

    /** It is this time. */
    void at(Instant now) {
        steps.at(now, now);
    }

    void says(String outcome, String reason) {
        steps.lineOfCustomer(outcome, reason);
    }

    boolean knows(Told event) {
        return heard.contains(event.id());
    }

    /** What is drawn by a hash. */
    interface Draws {
        /** Whether the customer is of the plan's control group. */
        boolean holdsOut(Plan plan);

        /** The arm of an experiment for a customer who is in none; {@code lost}: the one they were in, which is gone; null: none. */
        String drawn(Plan plan, String step, @Nullable String lost);

        /** The id of a message: of two that went at one moment the lower one counts as the first. */
        UUID id(String message);
    }

    @Override
    public List<Handed> take(Item item, Instant now) {
        steps.at(now, now);
        switch (item) {
            case Told event when event.type().equals(ERASED) -> erased(event);
            case Told event -> {
                List<ModelCalendar.Moment> moments = calendar.next();
                ZoneId zone = steps.zone();
                happened(event, earlier(event.occurredAt(), now), now);
                if (!steps.zone().equals(zone)) {
                    calendar.moved(moments, event.at());
                }
            }
            case RandomHistory.Elsewhere other -> throw new AssertionError("of another key: " + other);
            case RandomHistory.Deed deed -> {
                steps.at(now, now);
                steps.tasks().done(deed);
            }
            case RandomHistory.Wrote wrote -> {
                steps.at(now, earlier(wrote.at(), now));
                if (steps.hasPhone()) {
                    steps.asks().wrote(wrote, going());
                }
            }
            case RandomHistory.Published publication -> {
                publications.add(publication);
                calendar.published(publication.plan(), publication.at());
                published.replaceAll(
                        before -> before.id().equals(publication.plan().id()) ? publication.plan() : before);
                published(publication, going());
            }
            case RandomHistory.Paused(Instant at, String journey) -> pauses.paused(journey, at);
            case RandomHistory.Resumed(Instant at, String journey, RandomHistory.Meanwhile meanwhile) ->
                pauses.resumed(journey, at, meanwhile);
        }
        emitted(now);
        return steps.handed();
    }

    /** Lets happen what steps have emitted, and what steps emit of that, in the same decision. */
    private void emitted(Instant now) {
        for (ModelSteps.Emitted next = steps.emitted(); next != null; next = steps.emitted()) {
            Told event = next.event();
            if (next.starts() == null) {
                happened(event, event.occurredAt(), now);
            } else {
                told.add(event);
                steps.counted(event.occurredAt());
                start(event, next.starts(), event.occurredAt(), now);
            }
        }
        steps.decided();
    }

    /** Nothing is kept but which events and facts were heard: a file that is sent again does not bring the customer back. */
    private void erased(Told event) {
        if (heard.add(event.id())) {
            going().forEach(run -> steps.leave(run, "erased"));
            told.clear();
            runs.clear();
            Instant now = steps.now();
            ModelConversions before = steps.conversions();
            steps = steps(steps.lines());
            steps.conversions().remember(before);
            at(now);
        }
    }

    private void happened(Told event, Instant nominal, Instant now) {
        if (!heard.add(event.id())) {
            return; // the same event twice changes nothing the second time
        }
        steps.counted(nominal);
        told.add(event);
        if (event.type().equals("consent.changed")) {
            steps.messages().consentChanged();
        }
        runs.stream().filter(run -> reaches(run, event, now)).forEach(run -> {
            run.converted = true;
            steps.line("CONVERTED", run, steps.conversions().converted(run, event, nominal));
        });
        List<ModelRun> going = going();
        going.forEach(run -> exit(run, event));
        going.stream().filter(run -> !run.over).forEach(run -> steps.happened(run, event, nominal));
        start(event, null, nominal, now);
    }

    /** @param alone the only journey that it starts; null: any */
    private void start(Told event, @Nullable String alone, Instant nominal, Instant now) {
        List.copyOf(published).stream()
                .filter(plan -> alone == null || alone.equals(plan.id()))
                .filter(plan ->
                        alone != null || event.type().equals(plan.entry().on()))
                .filter(plan -> !pauses.isPaused(plan.id()))
                .sorted(Comparator.comparing(Plan::priority).reversed())
                .forEach(plan -> enter(plan, event, nominal, now));
    }

    private List<ModelRun> going() {
        return runs.stream().filter(run -> !run.over).toList();
    }

    private static boolean reaches(ModelRun run, Told event, Instant now) {
        Plan.Goal goal = run.goal;
        return goal != null && goal.on().equals(event.type()) && run.isOf(event) && mayReach(run, now);
    }

    private static boolean mayReach(ModelRun run, Instant now) {
        return run.goal != null
                && !run.converted
                && !now.isAfter(run.cause.occurredAt().plus(run.goal.within()));
    }

    private void exit(ModelRun run, Told event) {
        run.plan.whole().exits().stream()
                .filter(exit -> exit.on().equals(event.type()) && run.isOf(event))
                .findFirst()
                .ifPresent(exit -> steps.leave(run, exit.reason()));
    }

    private void enter(Plan plan, Told event, Instant nominal, Instant now) {
        String counted = plan.entry().calendar() == null ? "n" : "years";
        if ((long) event.data().get(counted) < plan.entry().atLeast()) {
            return;
        }
        ModelRun run = new ModelRun(plan, event, nominal, now);
        TreeSet<String> reasons = new TreeSet<>(Stream.of(
                        when(already(run, now), "already-running"),
                        when(tooOften(run, now), "reentry"),
                        when(factKnown(run, now), "already-entered"),
                        when(inOther(plan), "in-other-journey"),
                        when(late(plan, event, now), "too-late"),
                        when(overtaken(run, now), "overtaken"))
                .flatMap(reason -> reason)
                .toList());
        if (!reasons.isEmpty()) {
            steps.line("NOT_ENTERED", String.join("|", reasons), run, null, null);
            return;
        }
        runs.add(run);
        entered.add(run);
        boolean held = draws.holdsOut(plan);
        run.heldOut = held;
        steps.entered(run, steps.conversions().entered(run, nominal));
        run.over = held;
        if (!held) {
            steps.come(run, plan.steps().keySet().iterator().next(), nominal);
        }
    }

    private static Stream<String> when(boolean holds, String reason) {
        return holds ? Stream.of(reason) : Stream.empty();
    }

    private boolean already(ModelRun run, Instant now) {
        return runs.stream()
                .filter(other -> !other.over || standsFor(other, now))
                .anyMatch(other -> other.journey.equals(run.journey) && other.isOf(run.cause));
    }

    /** Whether it is the run that does not happen, of somebody held out: that lasts as long as its goal may be reached. */
    private static boolean standsFor(ModelRun run, Instant now) {
        Instant end = run.goal == null
                ? run.enteredAt.plus(HELD_OUT)
                : run.cause.occurredAt().plus(run.goal.within());
        return run.heldOut && !run.converted && now.isBefore(end);
    }

    private Stream<ModelRun> entries(ModelRun run, Duration per, Instant now) {
        return runs.stream().filter(other -> isEntry(other, run, per, now));
    }

    private static boolean isEntry(ModelRun other, ModelRun run, Duration per, Instant now) {
        return other.journey.equals(run.journey) && other.enteredAt.isAfter(now.minus(per));
    }

    private boolean tooOften(ModelRun run, Instant now) {
        return run.plan.entry().reentry() instanceof Plan.Reentry(int max, Duration per, boolean byKey)
                && entries(run, per, now)
                                .filter(other -> !byKey || other.isOf(run.cause))
                                .count()
                        >= max;
    }

    private boolean factKnown(ModelRun run, Instant now) {
        Object fact = run.cause.data().get("fact");
        return run.plan.entry().once()
                && entered.stream()
                        .filter(other -> isEntry(other, run, FACTS, now))
                        .anyMatch(
                                other -> Objects.equals(fact, other.cause.data().get("fact")));
    }

    private boolean inOther(Plan plan) {
        return isIn(String.valueOf(plan.entry().notIn()));
    }

    private static boolean late(Plan plan, Told event, Instant now) {
        Duration lateness = lateness(plan);
        return lateness != null && event.occurredAt().isBefore(now.minus(lateness));
    }

    private static @Nullable Duration lateness(Plan plan) {
        Duration said = plan.entry().lateness();
        return said != null || plan.service() && plan.entry().calendar() == null ? said : A_DAY;
    }

    /** Whether an event that ends such runs came before this one, and happened after it. */
    private boolean overtaken(ModelRun run, Instant now) {
        return told.stream()
                .filter(other -> other != run.cause && isEnd(run.plan, other) && run.isOf(other))
                .filter(other -> now.isBefore(rememberedUntil(other)))
                .anyMatch(other -> !other.occurredAt().isBefore(run.cause.occurredAt()));
    }

    private static boolean isEnd(Plan plan, Told event) {
        return plan.whole().exits().stream().anyMatch(exit -> exit.on().equals(event.type()));
    }

    /** For as long as an older event could still enter, by the most patient journey that it ends runs of. */
    private Instant rememberedUntil(Told end) {
        return published.stream()
                .filter(plan -> isEnd(plan, end))
                .map(plan -> lateness(plan) == null
                        ? end.at().plus(A_DAY)
                        : end.occurredAt().plus(Objects.requireNonNull(lateness(plan))))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /**
     * The visitor turned out to be the customer: all comes along, and what happened starts nothing. The visitor's words come before the
     * customer's, which stand.
     */
    List<Handed> unite(Model visitor, Instant now) {
        steps.at(now, now);
        List<ModelRun> own = going();
        List<ModelRun> came = visitor.going();
        List<Told> ownEnds = List.copyOf(told);
        heard.addAll(visitor.heard);
        entered.addAll(visitor.entered);
        told.addAll(0, visitor.told);
        runs.addAll(visitor.runs);
        steps.unite(visitor.steps);
        publications.stream().skip(visitor.publications.size()).forEach(missed -> published(missed, came));
        came.forEach(run -> oneOfAKey(run, own));
        came.stream().filter(run -> !run.over).forEach(run -> endOvertaken(run, ownEnds));
        own.stream().filter(run -> !run.over).forEach(run -> endOvertaken(run, visitor.told));
        steps.messages().consentChanged();
        emitted(now);
        return steps.handed();
    }

    /** Of two runs of a journey and key the older goes on, with the context of the later event. */
    private void oneOfAKey(ModelRun came, List<ModelRun> own) {
        own.stream()
                .filter(run -> !run.over && run.journey.equals(came.journey) && run.hasKeyOf(came))
                .findFirst()
                .ifPresent(run -> {
                    boolean cameFirst = came.beganAt.isBefore(run.beganAt);
                    merge(cameFirst ? came : run, cameFirst ? run : came);
                });
    }

    private void merge(ModelRun older, ModelRun younger) {
        boolean oneVersion = older.plan == younger.plan; // another one may say the same
        if (oneVersion && younger.contextOf.isAfter(older.contextOf)) {
            steps.learn(older, younger);
        }
        boolean mayConvert = mayReach(older, steps.now());
        steps.leave(younger, "merged");
        younger.converted |= mayConvert;
    }

    /** A purchase that is there before the visitor's cart ends it all the same, unless the run has heard of something later. */
    private void endOvertaken(ModelRun run, List<Told> events) {
        events.stream()
                .filter(event -> isEnd(run.plan, event) && run.isOf(event))
                .filter(event -> steps.now().isBefore(rememberedUntil(event)))
                .filter(event -> !earlier(event.occurredAt(), event.at()).isBefore(run.contextOf))
                .findFirst()
                .ifPresent(event -> steps.leave(
                        run,
                        run.plan.whole().exits().stream()
                                .filter(exit -> exit.on().equals(event.type()))
                                .findFirst()
                                .orElseThrow()
                                .reason()));
    }

    /** @param those of whom some may be in older versions */
    private void published(RandomHistory.Published publication, List<ModelRun> those) {
        those.stream()
                .filter(run ->
                        !run.over && run.journey.equals(publication.plan().id()))
                .forEach(run -> {
                    switch (publication.fate()) {
                        case KEEP -> {}
                        case EXIT -> steps.leave(run, "new-version");
                        case MIGRATE -> steps.migrate(run, publication.plan(), publication.moves());
                    }
                });
    }

    @Override
    public List<Handed> reported(Reported report, Instant now) {
        steps.at(now, earlier(report.at(), now));
        steps.messages().reported(report);
        emitted(now);
        return steps.handed();
    }

    @Override
    public List<Question> questions() {
        return steps.questions().asked();
    }

    @Override
    public List<Handed> replied(Question.Reply reply, Instant now) {
        steps.at(now, now);
        steps.questions().replied(reply);
        emitted(now);
        return steps.handed();
    }

    @Override
    public @Nullable Instant due() {
        return Stream.concat(
                        going().stream().map(pauses::look),
                        calendar.next().stream().map(ModelCalendar.Moment::at))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Those due at one time have their turn as they entered; messages that have waited come by the priority of their journeys. */
    @Override
    public List<Handed> wake(Instant due, Instant now) {
        for (boolean service : List.of(true, false)) {
            steps.at(now, due);
            going().stream()
                    .filter(run -> run.plan.service() == service && due.equals(pauses.look(run)))
                    .sorted(Comparator.comparing((ModelRun run) -> run.due)
                            .thenComparing(run -> run.waited() ? -run.plan.priority() : 0))
                    .forEach(this::look);
            calendar.next().stream()
                    .filter(moment ->
                            moment.plan().service() == service && !moment.at().isAfter(due))
                    .sorted(Comparator.comparing(moment -> -moment.plan().priority()))
                    .forEach(moment -> begin(moment, now));
            emitted(now);
        }
        return steps.handed();
    }

    private void begin(ModelCalendar.Moment moment, Instant now) {
        int before = runs.size();
        steps.counted(moment.at());
        if (calendar.mayBegin(moment, now)) {
            start(moment.event(), moment.plan().id(), moment.at(), now);
        }
        calendar.decided(moment, runs.size() > before, now);
    }

    private void look(ModelRun run) {
        if (pauses.isPaused(run.journey)) {
            run.lookedAt = steps.now();
        } else {
            run.lookedAt = null;
            steps.over(run);
        }
    }

    @Override
    public List<Line> lines() {
        return steps.lines();
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
