package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Meanwhile;
import dev.vestnik.rules.model.RandomHistory.Told;
import dev.vestnik.rules.model.Side.Handed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How the model's runs go from step to step. */
final class ModelSteps {
    private final List<Line> lines;
    private final List<Handed> handed = new ArrayList<>();
    private final ModelMessages messages;
    private final ModelGates gates;
    private final ModelPauses pauses;
    private final ModelConversions conversions;
    private final ModelExperiments experiments;
    private final ModelEmissions emissions;
    private final ModelCodes codes;
    private final ModelTasks tasks;
    private final ModelAsks asks;
    private final ModelQuestions questions;
    private final List<Told> told;
    private final List<Sent> sent = new ArrayList<>();
    private final Map<String, List<Integer>> names = new HashMap<>();
    private final Predicate<String> isIn;
    private @Nullable String mark;
    private Instant now = Instant.MIN;

    /** The time from which that counts which is decided now. */
    private Instant nominal = Instant.MIN;

    /**
     * @param isIn whether the customer is in a journey
     * @param lines to which all that is decided is added
     */
    ModelSteps(
            RandomHistory.Settings settings,
            List<Told> told,
            List<Plan> published,
            ModelPauses pauses,
            Model.Draws draws,
            Predicate<String> isIn,
            List<Line> lines) {
        this.isIn = isIn;
        this.lines = lines;
        this.told = told;
        this.pauses = pauses;
        this.experiments = new ModelExperiments(draws);
        this.conversions = new ModelConversions(experiments, sent, draws);
        this.emissions = new ModelEmissions(this, published);
        this.gates = new ModelGates(settings, told, sent, pauses);
        this.messages = new ModelMessages(this, gates, sent);
        this.codes = new ModelCodes(this);
        this.tasks = new ModelTasks(this);
        this.asks = new ModelAsks(this, sent);
        this.questions = new ModelQuestions(this);
    }

    ModelCodes codes() {
        return codes;
    }

    ModelTasks tasks() {
        return tasks;
    }

    ModelAsks asks() {
        return asks;
    }

    ModelQuestions questions() {
        return questions;
    }

    ModelConversions conversions() {
        return conversions;
    }

    /** @param detail null: none */
    void entered(ModelRun run, @Nullable String detail) {
        lines.add(new Line(now, "ENTERED", run.heldOut ? "holdout" : null, run.id(), null, null, detail));
    }

    ModelExperiments experiments() {
        return experiments;
    }

    /** The next event that steps have emitted; null: none. */
    @Nullable
    Emitted emitted() {
        return emissions.next();
    }

    /** All that came of one thing has been decided. */
    void decided() {
        emissions.clear();
        questions.decided();
    }

    /** @param starts the only journey that it starts; null: it happens to all */
    record Emitted(Told event, @Nullable String starts) {}

    ModelMessages messages() {
        return messages;
    }

    void at(Instant instant, Instant from) {
        now = instant;
        nominal = from;
        gates.now(instant);
    }

    Instant now() {
        return now;
    }

    Instant nominal() {
        return nominal;
    }

    /** Time counts from then. */
    void counted(Instant from) {
        nominal = from;
    }

    void line(String outcome, @Nullable String reason, ModelRun run, @Nullable String step, @Nullable String channel) {
        if (channel != null) {
            name(run, channel);
        }
        lines.add(new Line(now, outcome, reason, run.id(), step, channel, null));
    }

    /** @param detail null: none */
    void line(String outcome, ModelRun run, @Nullable String detail) {
        lines.add(new Line(now, outcome, null, run.id(), run.step, null, detail));
    }

    void dropped(String reason, ModelRun run, String detail) {
        lines.add(new Line(now, "DROPPED", reason, run.id(), run.step, null, detail));
    }

    void lineOfCustomer(String outcome, String reason) {
        lines.add(new Line(now, outcome, reason, null, null, null, null));
    }

    void lineOf(String outcome, String reason, ModelRun run, String step, String detail) {
        lines.add(new Line(now, outcome, reason, run.id(), step, null, detail));
    }

    void answer(String reason, ModelRun run, @Nullable String detail) {
        lines.add(new Line(now, "ANSWER", reason, run.id(), run.step, null, detail));
    }

    ZoneId zone() {
        return gates.zone();
    }

    boolean hasPhone() {
        return gates.address("sms") != null;
    }

    /** The name of the message that the step where the run is has for the channel; one that went out keeps it. */
    String name(ModelRun run, String channel) {
        Sent known = messages.ofNow(run, channel);
        if (known != null) {
            return known.name;
        }
        String name = run.id() + "/" + run.step + "/" + channel;
        List<Integer> all = names.computeIfAbsent(name, key -> new ArrayList<>());
        if (!all.contains(run.visits)) {
            all.add(run.visits);
        }
        return Telling.name(name, all.indexOf(run.visits));
    }

    List<Line> lines() {
        return lines;
    }

    void hand(Handed message) {
        handed.add(message);
    }

    List<Handed> handed() {
        List<Handed> copy = List.copyOf(handed);
        handed.clear();
        return copy;
    }

    /** The run comes to a step. */
    void come(ModelRun run, String step, Instant at) {
        run.step = step;
        run.stepAt = at;
        run.base = at;
        run.due = null;
        run.visits++;
        questions.forget(run);
        switch (run.plan.step(step)) {
            case Plan.End() -> leave(run, "completed");
            case Plan.Delay(Duration length, String next) -> sleep(run, at.plus(length));
            case Plan.At(LocalTime time, String next) -> sleep(run, nextTime(time, at));
            case Plan.Hours hours -> sleep(run, at.plus(Duration.ofHours(run.n)));
            case Plan.Branch branch -> come(run, holds(run, branch) ? branch.next() : branch.otherwise(), at);
            case Plan.Experiment experiment -> come(run, experiments.arm(run, experiment, this), at);
            case Plan.Ask ask -> asks.begin(run, ask);
            case Plan.Lookup lookup -> {
                codes.shown(run);
                questions.lookUp(run);
            }
            case Plan.Offer offer -> questions.ask(run, 0);
            case Plan.Task task -> {
                codes.shown(run);
                tasks.make(run, task, at);
            }
            case Plan.Update update -> {
                codes.shown(run);
                update(run, update);
                come(run, update.next(), at);
            }
            case Plan.Consent consent -> {
                codes.shown(run);
                consent(run, consent);
                come(run, consent.next(), at);
            }
            case Plan.Emit emit -> {
                codes.shown(run);
                emissions.emit(run, emit, at);
                come(run, emit.next(), at);
            }
            case Plan.Start start -> {
                codes.shown(run);
                emissions.start(run, start, at);
                come(run, start.next(), at);
            }
            case Plan.Batch batch -> gather(run, batch);
            case Plan.Wait wait -> listen(run, ends(run, wait));
            case Plan.Message message -> messages.begin(run, message);
        }
    }

    private boolean holds(ModelRun run, Plan.Branch branch) {
        return switch (branch.of()) {
            case NUMBER -> run.n >= branch.atLeast();
            case MARK -> mark != null && Integer.parseInt(mark) >= branch.atLeast();
            case THINGS -> run.things.size() >= branch.atLeast();
            case IN -> isIn.test("j" + branch.atLeast());
            case SENT ->
                !messages.lastSent("t" + branch.atLeast() % 2)
                        .isAfter(now.minus(Duration.ofHours(3L * branch.atLeast())));
            case COUNTED -> counted() >= branch.atLeast();
        };
    }

    /** Events of the last days by UTC, today among them. */
    private long counted() {
        LocalDate first = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(Plan.What.COUNTED_DAYS - 1);
        return told.stream()
                .filter(event -> event.type().equals(Plan.What.COUNTED_TYPE))
                .filter(event -> (long) event.data().get("n") >= Plan.What.COUNTED_FROM)
                .filter(event ->
                        !LocalDate.ofInstant(event.occurredAt(), ZoneOffset.UTC).isBefore(first))
                .count();
    }

    private void update(ModelRun run, Plan.Update update) {
        if (update.mark()) {
            mark = String.valueOf(run.n);
        }
        run.n += update.plus();
        line("UPDATED", run, update.mark() ? "attributes=mark context=n" : "context=n");
    }

    private void consent(ModelRun run, Plan.Consent consent) {
        Map<String, Object> word = new HashMap<>(Map.of("channel", consent.channel(), "granted", consent.granted()));
        if (consent.topic() != null) {
            word.put("topic", consent.topic());
        }
        told.add(new Told(now, "consent of " + run.id() + run.visits, "consent.changed", now, word));
        messages.consentChanged();
    }

    /** A run that comes again begins anew; one whose list is full does not wait. */
    private void gather(ModelRun run, Plan.Batch batch) {
        if (!run.batches.add(run.step)) {
            run.things = List.of();
        }
        if (run.isFull()) {
            come(run, batch.next(), run.stepAt);
        } else {
            listen(run, run.stepAt.plus(batch.length()));
        }
    }

    private static void sleep(ModelRun run, Instant until) {
        run.kept.clear();
        run.due = until;
    }

    private Instant nextTime(LocalTime time, Instant from) {
        ZonedDateTime local = from.atZone(gates.zone());
        ZonedDateTime today = local.toLocalDate().atTime(time).atZone(local.getZone());
        return (today.isAfter(local) ? today : today.plusDays(1)).toInstant();
    }

    /** The wait hears first what came during the message before it. */
    private void listen(ModelRun run, Instant until) {
        run.due = until;
        Instant since = run.stepAt;
        Map<Told, Instant> kept = Map.copyOf(run.kept);
        List<Told> inOrder = List.copyOf(run.kept.keySet());
        run.kept.clear();
        inOrder.forEach(event -> hears(run, event, later(Objects.requireNonNull(kept.get(event)), since)));
    }

    private static Instant ends(ModelRun run, Plan.Wait wait) {
        Instant end = run.base.plus(wait.timeout());
        return wait.maxWait() == null ? end : earlier(end, run.stepAt.plus(wait.maxWait()));
    }

    /** An event that does not end the run comes to it: the rules of its journey first. */
    void happened(ModelRun run, Told event, Instant at) {
        Plan.Rule rule = run.plan.whole().rules().stream()
                .filter(one -> one.on().equals(event.type()) && run.isOf(event))
                .findFirst()
                .orElse(null);
        if (rule != null && rule.update() && !at.isBefore(run.contextOf)) {
            refresh(run, event, at);
            if (rule.goTo() == null) {
                recompute(run);
            }
        }
        if (rule != null && rule.goTo() != null) {
            messages.movedOn(run);
            tasks.withdraw(run, "moved-on");
            run.kept.clear();
            run.broughtBy(event);
            come(run, rule.goTo(), at);
        } else {
            hears(run, event, at);
        }
    }

    private static void refresh(ModelRun run, Told event, Instant at) {
        run.refresh(event);
        run.contextOf = at;
        run.depth = Math.max(run.depth, event.depth());
    }

    /** A delay that hangs on the context is computed anew; one that is over by the new length goes on at once. */
    private void recompute(ModelRun run) {
        if (run.plan.step(run.step) instanceof Plan.Hours) {
            Instant before = Objects.requireNonNull(run.due);
            resleep(run, run.stepAt.plus(Duration.ofHours(run.n)));
            if (!before.equals(run.due)) {
                line("UPDATED", run, "before=" + before + " due=" + run.due);
            }
        }
    }

    private void hears(ModelRun run, Told event, Instant at) {
        if (run.over || !run.isOf(event)) {
            return;
        }
        switch (run.plan.step(run.step)) {
            case Plan.Wait wait
            when wait.on().containsKey(event.type()) -> {
                run.broughtBy(event);
                come(run, wait.on().get(event.type()), at);
            }
            case Plan.Wait wait when wait.resets().contains(event.type()) -> reset(run, wait, event, at);
            case Plan.Batch batch when batch.on().contains(event.type()) -> gather(run, batch, event, at);
            case Plan.Message message when isAwaited(run.plan, event) -> run.kept.put(event, at);
            case Plan.Lookup lookup when isAwaited(run.plan, event) -> run.kept.put(event, at);
            case Plan.Offer offer when isAwaited(run.plan, event) -> run.kept.put(event, at);
            default -> {}
        }
    }

    private static boolean isAwaited(Plan plan, Told event) {
        return plan.steps().values().stream()
                .anyMatch(step -> step instanceof Plan.Wait wait && wait.on().containsKey(event.type())
                        || step instanceof Plan.Batch batch && batch.on().contains(event.type()));
    }

    private void gather(ModelRun run, Plan.Batch batch, Told event, Instant at) {
        if (at.isBefore(run.contextOf)) {
            run.gather(event);
        } else {
            run.refresh(event);
            run.contextOf = at;
        }
        run.depth = Math.max(run.depth, event.depth());
        if (run.isFull()) {
            come(run, batch.next(), at);
        }
    }

    private static void reset(ModelRun run, Plan.Wait wait, Told event, Instant at) {
        run.base = later(run.base, at);
        run.due = ends(run, wait);
        if (wait.update() && !at.isBefore(later(run.contextOf, run.stepAt))) {
            refresh(run, event, at);
        }
    }

    /** What a run waited for is over, if need be in a pause, which says how it goes on. */
    void over(ModelRun run) {
        ModelPauses.Pause pause = pauses.cameDueIn(run);
        if (pause == null || pause.meanwhile() == Meanwhile.SKIP_EXPIRED) {
            goOn(run);
        } else if (pause.meanwhile() == Meanwhile.RESTART
                && !Objects.requireNonNull(run.due).isBefore(pause.from())
                && beginsAnew(run.plan.step(run.step))) {
            nominal = Objects.requireNonNull(pause.to());
            come(run, run.step, nominal);
        } else {
            run.due = pause.shifted(Objects.requireNonNull(run.due));
            run.stepAt = pause.shifted(run.stepAt);
            goOn(run);
        }
    }

    private static boolean beginsAnew(Plan.Step step) {
        return type(step) == Plan.Delay.class || step instanceof Plan.Wait;
    }

    private void goOn(ModelRun run) {
        Instant due = Objects.requireNonNull(run.due);
        nominal = due;
        run.due = null;
        switch (run.plan.step(run.step)) {
            case Plan.Delay delay -> come(run, delay.next(), due);
            case Plan.At at -> come(run, at.next(), due);
            case Plan.Wait wait -> come(run, wait.onTimeout(), due);
            case Plan.Message message -> messages.over(run, message);
            case Plan.Hours hours -> come(run, hours.next(), due);
            case Plan.Lookup lookup -> questions.answered(run, lookup, null, "time-out");
            case Plan.Offer offer -> questions.over(run, offer);
            case Plan.Task task -> tasks.over(run, task, due);
            case Plan.Ask ask when run.asking -> messages.over(run, ask.message());
            case Plan.Ask ask -> asks.over(run, ask, due);
            case Plan.Batch batch -> come(run, batch.next(), due);
            default -> throw new AssertionError("nobody waits in " + run.step);
        }
    }

    /** All that a visitor has, who is this customer. */
    void unite(ModelSteps visitor) {
        sent.addAll(visitor.sent);
        names.putAll(visitor.names);
        emissions.unite(visitor.emissions);
        conversions.unite(visitor.conversions);
        experiments.unite(visitor.experiments);
        gates.unite(visitor.gates);
        mark = mark == null ? visitor.mark : mark;
    }

    /** The context of the later event; where both wait in the same step, until the later time. */
    void learn(ModelRun older, ModelRun younger) {
        older.n = younger.n;
        older.k = younger.k;
        older.things = younger.things;
        older.contextOf = younger.contextOf;
        boolean waiting = older.step.equals(younger.step) && older.message() == null && younger.message() == null;
        if (waiting && older.due != null && younger.due != null && younger.due.isAfter(older.due)) {
            older.due = younger.due;
        }
    }

    void leave(ModelRun run, String reason) {
        run.over = true;
        run.due = null;
        if (!reason.equals("completed")) {
            messages.takeBack(run, reason);
        }
        tasks.withdraw(run, reason);
        codes.left(run, reason.equals("completed"));
        line("LEFT", reason, run, null, null);
    }

    /**
     * Another version takes the run along, to the same step or to the one that the publication names.
     *
     * @param moves the new ids of steps by the old ones
     */
    void migrate(ModelRun run, Plan plan, Map<String, String> moves) {
        Plan.Step before = run.plan.step(run.step);
        String place = moves.getOrDefault(run.step, run.step);
        Plan.Step after = plan.step(place);
        if (after == null || !type(after).equals(type(before))) {
            leave(run, "step-gone");
            return;
        }
        run.plan = plan;
        if (run.batches.contains(run.step)) {
            run.batches.add(place);
        }
        run.step = place;
        switch (after) {
            case Plan.Delay delay -> resleep(run, run.stepAt.plus(delay.length()));
            case Plan.At(LocalTime time, String next)
            when before instanceof Plan.At(var same, var old) && same.equals(time) -> {}
            case Plan.At at -> resleep(run, nextTime(at.time(), run.stepAt));
            case Plan.Wait wait -> {
                run.base = began(run, (Plan.Wait) before);
                resleep(run, ends(run, wait));
            }
            case Plan.Message message -> messages.migrate(run, (Plan.Message) before, message);
            case Plan.Hours hours when before instanceof Plan.Hours -> {}
            case Plan.Hours hours -> resleep(run, run.stepAt.plus(Duration.ofHours(run.n)));
            case Plan.Batch batch -> resleep(run, run.stepAt.plus(batch.length()));
            case Plan.Ask ask when !run.asking -> resleep(run, run.base.plus(ask.timeout()));
            case Plan.Task task -> tasks.migrate(run, (Plan.Task) before, task);
            default -> {}
        }
    }

    /** When a wait began by its end: which event started it afresh is not known where {@code maxWait} has cut it short. */
    private static Instant began(ModelRun run, Plan.Wait wait) {
        return later(run.stepAt, Objects.requireNonNull(run.due).minus(wait.timeout()));
    }

    /** A delay is one whatever it waits for. */
    private static Class<?> type(Plan.Step step) {
        return step instanceof Plan.At || step instanceof Plan.Hours ? Plan.Delay.class : step.getClass();
    }

    /** What is over by the new length goes on at once. */
    void resleep(ModelRun run, Instant until) {
        run.due = later(until, earlier(now, Objects.requireNonNull(run.due)));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
