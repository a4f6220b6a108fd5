package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Waiting;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.journey.StepKind;
import dev.vestnik.rules.journey.StepOutline;
import dev.vestnik.rules.journey.Via;
import dev.vestnik.rules.reason.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends a message through the first channel that works.
 *
 * @param within how long after the step's nominal time the message is still worth sending; null: the class's default from now
 * @param until an instant past which it is not worth sending, for example {@code event.window.to}; null: none
 * @param template empty where an expression chooses it, until it has
 * @param manner what else the document says of how it is sent
 */
public record Message(
        String id,
        String template,
        @Nullable Duration within,
        @Nullable Expression until,
        List<Via> channels,
        @Nullable String onSent,
        @Nullable String onNone,
        Manner manner)
        implements SendingRules {
    static final StepKind<Message> KIND =
            new StepKind<>("message", MessageReader.SCHEMA, Message::outline, MessageReader::read);

    /** One of which its document says no more. */
    public Message(
            String id,
            String template,
            @Nullable Duration within,
            @Nullable Expression until,
            List<Via> channels,
            @Nullable String onSent,
            @Nullable String onNone) {
        this(id, template, within, until, channels, onSent, onNone, Manner.PLAIN);
    }

    public Message {
        channels = List.copyOf(channels);
    }

    /** A message may have nobody to go to, and the step does not wait then. */
    private static StepOutline outline(Place step) {
        return new StepOutline(false).leadsTo(step.at("onSent")).leadsTo(step.at("onNone"));
    }

    @Override
    public List<String> templates() {
        return manner.choice() == null ? List.of(template) : manner.choice().among();
    }

    @Override
    public Message computed(Turn turn, Instance instance) {
        if (!manner.isComputed()) {
            return this;
        }
        String chosen = manner.choice() == null ? template : chosen(turn, instance, manner.choice());
        Duration lasts = manner.within() == null ? within : new Length.Computed(manner.within()).of(turn, instance, id);
        return new Message(id, chosen, lasts, until, channels, onSent, onNone, manner);
    }

    /** Empty where none of them is chosen: there is no such template. */
    private String chosen(Turn turn, Instance instance, Manner.Choice choice) {
        Evaluation result = turn.evaluate(choice.of(), turn.facts(instance));
        if (result instanceof Evaluation.Value(String one) && choice.among().contains(one)) {
            return one;
        }
        String cause = result instanceof Evaluation.Failed(var problem)
                ? problem
                : "it gives none of " + String.join(", ", choice.among());
        Unknowns.say(turn, Turn.about(instance, id), choice.of(), cause);
        return "";
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public Awaited awaited() {
        return Awaited.NOTHING;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Instance here = instance.at(id, instance.iteration() + 1, new Waiting(nominalAt, nominalAt));
        turn.runner().messages().begin(turn, here, journey, this, nominalAt);
        return null;
    }

    @Override
    public void sent(Turn turn, Instance instance, Journey journey, Instant at) {
        turn.runner().arrive(turn, instance, journey, onSent, at);
    }

    @Override
    public void notSent(Turn turn, Instance instance, Journey journey, Instant at) {
        turn.runner().arrive(turn, instance, journey, onNone, at);
    }

    @Override
    public void wake(Turn turn, Instance instance, Journey journey) {
        turn.runner().messages().timeUp(turn, instance, journey, this);
    }

    @Override
    public boolean answer(Turn turn, Instance instance, Journey journey, Answer answer) {
        return switch (answer) {
            case Answer.Happened(var event) -> KeptEvents.keep(turn, instance, journey, event);
            case Answer.Received received -> {
                turn.runner().messages().reports().receive(turn, instance, journey, received);
                yield true;
            }
            case Answer.Replied(var asking, var reply) -> {
                turn.runner().messages().answered(turn, instance, journey, asking, reply);
                yield true;
            }
            case Answer.Resumed resumed -> {
                if (instance.position() instanceof Position.Sent sent) {
                    turn.runner().messages().reports().catchUp(turn, instance, journey, sent);
                }
                yield true;
            }
        };
    }

    @Override
    public boolean awaits(Turn turn, Instance instance, Event event) {
        return false;
    }

    @Override
    public Position recomputed(Turn turn, Instance instance) {
        return instance.position();
    }

    /** The same channel, wherever it stands in the chain now. */
    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        return switch (position) {
            case Position.Sent(var channel, var nominalAt, var message, var due, var no) -> {
                int index = indexHere(channel, before);
                yield index < 0
                        ? gone()
                        : new Migration.To(new Position.Sent(index, nominalAt, message, due, allHere(no, before)));
            }
            case Position.Held(var channel, var nominalAt, var reason, var due, var no, var others) -> {
                int index = indexHere(channel, before);
                yield index < 0
                        ? gone()
                        : new Migration.To(
                                new Position.Held(index, nominalAt, reason, due, allHere(no, before), others));
            }
            case Position.Asking(var channel, var nominalAt, var askId, var answers, var due, var no) -> {
                int index = indexHere(channel, before);
                yield index < 0
                        ? gone()
                        : new Migration.To(
                                new Position.Asking(index, nominalAt, askId, answers, due, allHere(no, before)));
            }
            case Waiting waiting -> new Migration.To(waiting);
            case Position.Queued queued -> new Migration.To(queued);
            case Position.Stuck stuck -> new Migration.To(stuck);
        };
    }

    private static Migration gone() {
        return new Migration.Gone(Ending.CHANNEL_GONE);
    }

    /** The channels of a bit set, as they stand here; one that is no more is left out. */
    private int allHere(int channels, StepRules before) {
        int here = 0;
        for (int index = 0; (channels >> index) != 0; index++) {
            int other = (channels & (1 << index)) == 0 ? -1 : indexHere(index, before);
            here |= other < 0 ? 0 : 1 << other;
        }
        return here;
    }

    private int indexHere(int index, StepRules before) {
        if (before instanceof Message older) {
            for (int i = 0; i < channels.size(); i++) {
                if (channels.get(i).channel() == older.channels().get(index).channel()) {
                    return i;
                }
            }
        }
        return -1;
    }

    @Override
    public boolean actsOutside() {
        return false;
    }

    @Override
    public StepDrawing draw() {
        List<String> labels =
                channels.stream().map(via -> via.channel().label()).toList();
        String chain = switch (manner.order()) {
            case LISTED -> String.join(", then ", labels);
            case PREFERRED -> "the one that is read of " + String.join(", then ", labels);
            case PARALLEL -> String.join(" and ", labels);
        };
        return new StepDrawing(
                KIND.type(),
                String.join(" or ", templates()) + " by " + chain,
                List.of(new Arrow("sent", onSent), new Arrow("not sent", onNone)));
    }
}
