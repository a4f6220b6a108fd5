package dev.vestnik.rules.decide;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Seen;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.gate.Ruling;
import dev.vestnik.rules.journey.Entry;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.journey.Via;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.reason.Declined;
import dev.vestnik.rules.reason.RefuseReason;
import dev.vestnik.rules.reason.SkipReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A message by hand: a journey of one step, made of what was asked for, that passes the same gates as any other. */
final class ByHand {
    static final JourneyId JOURNEY = new JourneyId("by-hand");

    /** The same for every asker: a request repeated through another instance is still the same request. */
    private static final String SOURCE = "engine.commands";

    private static final String STEP = "send";
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private ByHand() {}

    static void ask(Turn turn, StepRunner runner, Signal.Asked ask, Request.SendByHand wanted) {
        Event request = request(ask.askId(), turn);
        Instance instance = instance(turn, ask, wanted, request);
        long fingerprint = request.fingerprint();
        if (turn.state().seen().stream().anyMatch(seen -> seen.fingerprint() == fingerprint)) {
            answerAgain(turn, instance, ask);
            return;
        }
        Housekeeping.remember(turn, new Seen(fingerprint, turn.now().plus(Housekeeping.EVENTS_KEPT)));
        turn.put(instance);
        turn.record(
                Outcome.ENTERED,
                null,
                Turn.about(instance, null),
                null,
                List.of(),
                Map.of("requestedBy", wanted.requestedBy()));
        turn.work().restart();
        runner.arrive(turn, instance, journey(instance), STEP, turn.cause().nominalAt());
        turn.instance(instance.id()).ifPresent(arrived -> refuseStuck(turn, runner, arrived));
    }

    private static Event request(String askId, Turn turn) {
        return new Event(SOURCE, askId, Cause.ByCommand.KIND, turn.cause().nominalAt(), Map.of());
    }

    /** The variables that a text reads as {@code event}; a map under that name is for it alone. */
    static Map<String, Object> event(Instance instance) {
        return variables(instance, "event");
    }

    /** The variables that a text reads as {@code context}, likewise. */
    static Map<String, Object> context(Instance instance) {
        return variables(instance, "context");
    }

    private static Map<String, Object> variables(Instance instance, String name) {
        Map<String, Object> variables = new HashMap<>(instance.context());
        if (instance.context().get(name) instanceof Map<?, ?> own) {
            own.forEach((field, value) -> variables.put(String.valueOf(field), value));
        }
        return variables;
    }

    /** Tells the asker what failed: a message by hand is not looked for among the parked ones. */
    private static void refuseStuck(Turn turn, StepRunner runner, Instance arrived) {
        if (arrived.position() instanceof Position.Stuck stuck) {
            runner.leave(turn, arrived, stuck.failure().reason());
            forget(turn, arrived);
            turn.bringAbout(new Effect.Refuse(
                    askId(arrived),
                    asker(arrived),
                    stuck.failure().reason(),
                    "the message cannot be made: " + stuck.failure().cause()));
        }
    }

    /** The same question gets the same answer; while its message waits there is none yet. */
    private static void answerAgain(Turn turn, Instance instance, Signal.Asked ask) {
        turn.state().messages().stream()
                .filter(message -> message.instance().equals(instance.id()))
                .findFirst()
                .ifPresentOrElse(
                        message -> turn.bringAbout(new Effect.Grant(
                                ask.askId(),
                                ask.asker(),
                                Map.of(
                                        "messageId", message.id().toString(),
                                        "channel", message.channel().label()))),
                        () -> {
                            if (turn.instance(instance.id()).isEmpty()) {
                                turn.bringAbout(new Effect.Refuse(
                                        ask.askId(),
                                        ask.asker(),
                                        Declined.ALREADY_ANSWERED,
                                        "this request was answered before, too long ago to say how"));
                            }
                        });
    }

    private static Instance instance(Turn turn, Signal.Asked ask, Request.SendByHand wanted, Event request) {
        Map<String, Object> event = new HashMap<>();
        event.put("template", wanted.template());
        event.put("channels", wanted.channels().stream().map(Channel::label).toList());
        event.put("class", wanted.messageClass().name());
        event.put("askId", ask.askId());
        event.put("asker", ask.asker());
        if (wanted.topic() != null) {
            event.put("topic", wanted.topic());
        }
        return new Instance(
                Ids.instance(turn.customer(), JOURNEY, request.source(), request.id()),
                JOURNEY,
                0,
                ask.askId(),
                STEP,
                0,
                new Position.Waiting(turn.now(), turn.now()),
                wanted.variables(),
                Map.copyOf(event),
                request.type(),
                turn.now(),
                turn.now());
    }

    /** The journey of such an instance. */
    static Journey journey(Instance instance) {
        Map<String, Object> asked = instance.event();
        List<?> channels = (List<?>) Objects.requireNonNull(asked.get("channels"));
        List<Via> vias = channels.stream()
                .flatMap(label -> Channel.labelled(String.valueOf(label)).stream())
                .map(channel -> new Via(channel, Via.Reached.ACCEPTED, PATIENCE, null))
                .toList();
        Message send = new Message(STEP, String.valueOf(asked.get("template")), null, null, vias, null, null);
        return new Journey(
                JOURNEY,
                0,
                JourneyClass.valueOf(String.valueOf(asked.get("class"))),
                asked.get("topic") instanceof String topic ? topic : null,
                100,
                new Entry(Cause.ByCommand.KIND, null, null, null, null),
                Map.of(),
                List.of(),
                null,
                0,
                Map.of(STEP, send),
                STEP);
    }

    private static boolean isFirst(Turn turn, Instance instance, Effect.Send send) {
        return turn.state().messages().stream()
                .allMatch(message -> !message.instance().equals(instance.id())
                        || message.id().equals(send.message()));
    }

    /** Its first message is out: the asker hears of it. */
    static void granted(Turn turn, Instance instance, Effect.Send send) {
        if (instance.journey().equals(JOURNEY) && send.attempt() == 1 && isFirst(turn, instance, send)) {
            turn.bringAbout(new Effect.Grant(
                    askId(instance),
                    asker(instance),
                    Map.of(
                            "messageId", send.message().toString(),
                            "channel", send.content().channel().label())));
        }
    }

    /** No channel would do: the asker hears why, if nothing was ever sent. */
    static void refused(Turn turn, Instance instance) {
        boolean none = turn.state().messages().stream()
                .noneMatch(message -> message.instance().equals(instance.id()));
        if (instance.journey().equals(JOURNEY) && none) {
            List<Decision> skipped = turn.effects().skipped();
            forget(turn, instance);
            turn.bringAbout(new Effect.Refuse(
                    askId(instance),
                    asker(instance),
                    reason(skipped),
                    "no channel would do: " + skipped.stream().map(ByHand::why).collect(Collectors.joining(", "))));
        }
    }

    /** Nothing came of the request: its asker may correct it and send it again under the same id. */
    private static void forget(Turn turn, Instance instance) {
        long fingerprint = request(askId(instance), turn).fingerprint();
        turn.become(turn.state()
                .withSeen(turn.state().seen().stream()
                        .filter(seen -> seen.fingerprint() != fingerprint)
                        .toList()));
    }

    /** The reason of the channel that was tried first. */
    private static RefuseReason reason(List<Decision> skipped) {
        return skipped.isEmpty()
                ? Declined.NO_CHANNEL
                : SkipReason.labelled(String.valueOf(skipped.getFirst().reason()));
    }

    /** The reason, with the problems of the text where it is that. */
    private static String why(Decision skipped) {
        String problems = skipped.gates().isEmpty()
                ? null
                : skipped.gates().getLast().inputs().get(Ruling.No.PROBLEMS);
        return skipped.reason() + (problems == null ? "" : " (" + problems + ")");
    }

    private static String askId(Instance instance) {
        return String.valueOf(instance.event().get("askId"));
    }

    private static String asker(Instance instance) {
        return String.valueOf(instance.event().get("asker"));
    }
}
