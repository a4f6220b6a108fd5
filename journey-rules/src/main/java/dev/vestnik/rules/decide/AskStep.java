package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.Dialogue;
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
import dev.vestnik.rules.journey.Via;
import dev.vestnik.rules.reply.Expected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the customer a question by SMS, and goes on as the answer says. An answer that is not understood is asked for once more; then it
 * becomes a task for people, who choose among the answers.
 *
 * @param template with the question
 * @param into the name under which the context keeps the answer
 * @param queue of those who read what is not understood
 * @param timeout from when the question has been sent, or the task was made
 * @param ways beside the answers
 */
public record AskStep(
        String id, String template, List<Option> answers, String into, String queue, Duration timeout, Ways ways)
        implements SendingRules {
    static final StepKind<AskStep> KIND = new StepKind<>("ask", AskReader.SCHEMA, AskStep::outline, AskReader::read);

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final List<Via> CHANNELS = List.of(new Via(Channel.SMS, Via.Reached.ACCEPTED, PATIENCE, null));

    /** An answer and where it leads. */
    public record Option(
            String name, Expected expected, @Nullable String next) {}

    /**
     * The ways that no answer leads.
     *
     * @param onTimeout nobody has answered
     * @param onNone the question could not be sent
     */
    public record Ways(@Nullable String onTimeout, @Nullable String onNone) {}

    public AskStep {
        answers = List.copyOf(answers);
    }

    /** The question may have nobody to go to, and the step does not wait then. */
    private static StepOutline outline(Place step) {
        StepOutline outline = new StepOutline(false)
                .leadsTo(step.at("onTimeout"))
                .leadsTo(step.at("onNone"))
                .setsNamed(step.at("into"));
        StepOutline.maps(step.at("answers")).forEach(one -> outline.leadsToWith(one.at("next"), WrittenRules.EVENT));
        return outline;
    }

    @Override
    public List<String> templates() {
        return List.of(template);
    }

    @Override
    public @Nullable Duration within() {
        return null;
    }

    @Override
    public @Nullable Expression until() {
        return null;
    }

    @Override
    public Manner manner() {
        return Manner.PLAIN;
    }

    @Override
    public AskStep computed(Turn turn, Instance instance) {
        return this;
    }

    @Override
    public List<Via> channels() {
        return CHANNELS;
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public Awaited awaited() {
        return new Awaited(Set.of(WrittenRules.EVENT, TaskDesk.FINISHED), Set.of());
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Dialogues.begin(turn, instance.id());
        KeptEvents.forget(turn, instance.id());
        ask(turn, instance, journey, nominalAt);
        return null;
    }

    void ask(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Instance here = instance.at(id, instance.iteration() + 1, new Waiting(nominalAt, nominalAt));
        turn.runner().messages().begin(turn, here, journey, this, nominalAt);
    }

    /** From now on the answer is waited for. */
    @Override
    public void sent(Turn turn, Instance instance, Journey journey, Instant at) {
        turn.put(instance.at(id, instance.iteration(), new Waiting(at, at.plus(timeout))));
    }

    /** Where it could be asked once, and not once more, people read what came. */
    @Override
    public void notSent(Turn turn, Instance instance, Journey journey, Instant at) {
        Dialogue dialogue = Dialogues.of(turn, instance.id());
        if (dialogue != null && dialogue.times() > 1) {
            new Conversation(turn, instance, journey, this).becomesATask();
        } else {
            turn.runner().arrive(turn, instance, journey, ways.onNone(), at);
        }
    }

    @Override
    public void wake(Turn turn, Instance instance, Journey journey) {
        if (!(instance.position() instanceof Waiting waiting)) {
            turn.runner().messages().timeUp(turn, instance, journey, this);
            return;
        }
        Task task = Tasks.pending(turn, instance.id());
        if (task != null) {
            Tasks.expire(turn, task);
        }
        turn.runner().arrive(turn, instance, journey, ways.onTimeout(), waiting.due());
    }

    @Override
    public boolean answer(Turn turn, Instance instance, Journey journey, Answer answer) {
        MessageStep chain = turn.runner().messages();
        boolean asking = !(instance.position() instanceof Waiting);
        return switch (answer) {
            case Answer.Happened(Event event) -> new Conversation(turn, instance, journey, this).hears(event);
            case Answer.Received received -> {
                if (asking) {
                    chain.reports().receive(turn, instance, journey, received);
                }
                yield asking;
            }
            case Answer.Replied(var question, var reply) -> {
                chain.answered(turn, instance, journey, question, reply);
                yield true;
            }
            case Answer.Resumed resumed -> {
                if (instance.position() instanceof Position.Sent sent) {
                    chain.reports().catchUp(turn, instance, journey, sent);
                }
                yield true;
            }
        };
    }

    List<String> names() {
        return answers.stream().map(Option::name).toList();
    }

    @Override
    public boolean awaits(Turn turn, Instance instance, Event event) {
        return false;
    }

    @Override
    public Position recomputed(Turn turn, Instance instance) {
        return instance.position();
    }

    /** The new time counts from where the old one did, and people choose among the new answers. */
    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        if (!(position instanceof Waiting(Instant since, Instant due))) {
            return new Migration.To(position);
        }
        Instant end = Migrations.notPast(turn, since.plus(timeout), due);
        Task task = Tasks.pending(turn, instance.id());
        if (task != null) {
            Tasks.put(turn, task.offering(names(), end));
        }
        return new Migration.To(new Waiting(since, end));
    }

    @Override
    public boolean actsOutside() {
        return true;
    }

    @Override
    public StepDrawing draw() {
        List<Arrow> arrows = new ArrayList<>();
        answers.forEach(one -> arrows.add(new Arrow(one.name(), one.next())));
        arrows.add(new Arrow("time-out", ways.onTimeout()));
        arrows.add(new Arrow("not sent", ways.onNone()));
        return new StepDrawing(KIND.type(), template + " by sms, up to " + StepDrawing.inWords(timeout), arrows);
    }
}
