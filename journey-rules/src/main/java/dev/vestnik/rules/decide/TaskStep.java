package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Waiting;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.journey.StepKind;
import dev.vestnik.rules.journey.StepOutline;
import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.rules.reason.TaskReason;
import dev.vestnik.rules.template.ShortText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives people something to do for the customer, and waits until one of them has done it.
 *
 * @param queue of those who are to do it
 * @param timeout from the step's nominal time
 * @param escalation where it goes when nobody has finished it in time; null: nowhere
 * @param outcomes with one of which it is finished; none: it is just finished
 * @param next after a task without outcomes
 */
public record TaskStep(
        String id,
        String queue,
        ShortText text,
        Duration timeout,
        @Nullable Escalation escalation,
        List<Result> outcomes,
        @Nullable String next,
        @Nullable String onTimeout)
        implements StepRules {
    /** The longest text of a task, in characters; of what is longer the beginning is kept, with an ellipsis. */
    static final int LONGEST_TEXT = 2_000;

    static final StepKind<TaskStep> KIND =
            new StepKind<>("task", TaskReader.SCHEMA, TaskStep::outline, TaskReader::read);

    /** A second queue, and how long the task is waited for there. */
    public record Escalation(String queue, Duration timeout) {}

    /** An outcome and where it leads. */
    public record Result(String name, @Nullable String next) {}

    public TaskStep {
        outcomes = List.copyOf(outcomes);
    }

    private static StepOutline outline(Place step) {
        StepOutline outline = new StepOutline(true).leadsTo(step.at("onTimeout"));
        outline.leadsToWith(step.at("next"), TaskDesk.FINISHED);
        StepOutline.maps(step.at("outcomes")).forEach(one -> outline.leadsToWith(one.at("next"), TaskDesk.FINISHED));
        return outline;
    }

    @Override
    public List<String> templates() {
        return List.of();
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Awaited awaited() {
        return new Awaited(Set.of(TaskDesk.FINISHED), Set.of());
    }

    /** Where there is no room for a task the run waits here in vain, so that no loop turns without a wait. */
    @Override
    public boolean mayShow() {
        return true;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Instant due = nominalAt.plus(timeout);
        Instance here = instance.at(id, instance.iteration() + 1, new Waiting(nominalAt, due));
        turn.put(here);
        KeptEvents.forget(turn, here.id());
        String said = said(turn, here, journey);
        Task.Progress open = new Task.Progress(Task.Status.OPEN, null, null, turn.now());
        Tasks.make(
                turn,
                new Task(Tasks.id(turn, here), Tasks.origin(here), queue, said, names(), false, turn.now(), due, open));
        return null;
    }

    private @Nullable String said(Turn turn, Instance here, Journey journey) {
        return switch (text.make(
                MessageTexts.variables(here, journey, id, turn.situation()),
                turn.work().one())) {
            case ShortText.Text(String made) -> cut(made);
            case ShortText.Failed(String problem) -> {
                Map<String, String> inputs = Map.of("problems", problem);
                turn.record(
                        Decision.Outcome.SKIPPED,
                        SkipReason.NOT_RENDERABLE,
                        Turn.about(here, id),
                        null,
                        List.of(),
                        inputs);
                yield null;
            }
        };
    }

    /** At most {@link #LONGEST_TEXT} characters of it. */
    static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = LONGEST_TEXT - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private List<String> names() {
        return outcomes.stream().map(Result::name).toList();
    }

    @Override
    public void wake(Turn turn, Instance instance, Journey journey) {
        Task task = Tasks.pending(turn, instance.id());
        if (task != null && escalation != null && !task.escalated()) {
            escalate(turn, instance, task, escalation);
            return;
        }
        if (task != null) {
            Tasks.expire(turn, task);
        }
        turn.runner()
                .arrive(turn, instance, journey, onTimeout, instance.position().due());
    }

    /** The time there counts from now: those people hear of it now. */
    private static void escalate(Turn turn, Instance instance, Task task, Escalation to) {
        Instant due = turn.now().plus(to.timeout());
        Instant since = instance.position() instanceof Waiting waiting ? waiting.since() : turn.now();
        turn.put(instance.at(instance.step(), instance.iteration(), new Waiting(since, due)));
        Task there = task.escalatedTo(to.queue(), due, turn.now());
        Tasks.become(turn, there, TaskReason.ESCALATED, Map.of("from", task.queue(), "due", due.toString()));
    }

    @Override
    public boolean answer(Turn turn, Instance instance, Journey journey, Answer answer) {
        return switch (answer) {
            case Answer.Happened(Event event) -> finished(turn, instance, journey, event);
            case Answer.Received received -> Answer.NOT_AWAITED;
            case Answer.Replied replied -> Answer.NOT_AWAITED;
            case Answer.Resumed resumed -> Answer.NOT_AWAITED;
        };
    }

    private boolean finished(Turn turn, Instance instance, Journey journey, Event event) {
        if (!event.type().equals(TaskDesk.FINISHED) || !Tasks.isOf(turn, instance, event)) {
            return false;
        }
        Instance brought = instance.broughtBy(event.type(), event.data());
        turn.put(brought);
        String way = way(event.data().get(TaskDesk.OUTCOME));
        turn.runner().arrive(turn, brought, journey, way, turn.cause().nominalAt());
        return true;
    }

    /** An outcome that a newer version does not have any more leads where no outcome does. */
    private @Nullable String way(@Nullable Object outcome) {
        for (Result one : outcomes) {
            if (one.name().equals(outcome)) {
                return one.next();
            }
        }
        return outcomes.isEmpty() ? next : onTimeout;
    }

    @Override
    public boolean awaits(Turn turn, Instance instance, Event event) {
        return false;
    }

    @Override
    public Position recomputed(Turn turn, Instance instance) {
        return instance.position();
    }

    /** The new time counts from where the old one did, and people choose among the new outcomes. */
    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        if (!(position instanceof Waiting(Instant since, Instant due)) || !(before instanceof TaskStep older)) {
            return new Migration.To(position);
        }
        Task task = Tasks.pending(turn, instance.id());
        Instant over = task != null && task.escalated() ? escalatedOver(due, older) : since.plus(timeout);
        Instant end = Migrations.notPast(turn, over, due);
        if (task != null) {
            Tasks.put(turn, task.offering(names(), end));
        }
        return new Migration.To(new Waiting(since, end));
    }

    private Instant escalatedOver(Instant due, TaskStep older) {
        return older.escalation == null || escalation == null
                ? due
                : due.minus(older.escalation.timeout()).plus(escalation.timeout());
    }

    @Override
    public boolean actsOutside() {
        return true;
    }

    @Override
    public StepDrawing draw() {
        String summary = queue + ", up to " + StepDrawing.inWords(timeout)
                + (escalation == null
                        ? ""
                        : ", then " + escalation.queue() + ", up to " + StepDrawing.inWords(escalation.timeout()));
        List<Arrow> arrows = new ArrayList<>();
        outcomes.forEach(one -> arrows.add(new Arrow(one.name(), one.next())));
        if (outcomes.isEmpty()) {
            arrows.add(new Arrow("finished", next));
        }
        arrows.add(new Arrow("time-out", onTimeout));
        return new StepDrawing(KIND.type(), summary, arrows);
    }
}
