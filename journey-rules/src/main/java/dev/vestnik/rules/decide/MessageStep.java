package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.journey.Via;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fallback chain: the first channel that works, and the next one when it did not get far enough in time. */
final class MessageStep {
    private static final String RETRY = "retry";
    private static final List<Duration> BACKOFF =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

    private final StepRunner runner;
    private final Gates gates;

    MessageStep(StepRunner runner, Gates gates) {
        this.runner = runner;
        this.gates = gates;
    }

    /** An instance arrives at the step. */
    void begin(Turn turn, Instance instance, Journey journey, Step.Message step, Instant nominalAt) {
        turn.put(instance);
        tryFrom(turn, new Sending(instance, journey, step, 0, nominalAt));
    }

    /** Tries the channels from this one on. */
    private void tryFrom(Turn turn, Sending first) {
        for (Sending sending = first; sending != null; sending = next(turn, sending)) {
            switch (gates.check(turn, sending)) {
                case Gates.Through(var send, var verdicts) -> {
                    sent(turn, sending, send, verdicts);
                    return;
                }
                case Gates.Held(var until, var reason, var verdicts) -> {
                    if (!sending.isHeldBy(reason)) {
                        turn.record(
                                Outcome.HELD, reason, sending.about(), sending.facts(turn, null), verdicts, Map.of());
                    }
                    turn.put(sending.at(new Position.Held(sending.channel(), sending.nominalAt(), reason, until)));
                    return;
                }
                case Gates.Stopped(var reason, var verdicts) ->
                    turn.record(
                            Outcome.SKIPPED, reason, sending.about(), sending.facts(turn, null), verdicts, Map.of());
            }
        }
        exhausted(turn, first);
    }

    private void sent(Turn turn, Sending sending, Effect.Send send, List<Decision.Verdict> verdicts) {
        turn.bringAbout(send);
        turn.put(new Outstanding(
                send.message(),
                sending.instance().id(),
                sending.journey().id(),
                sending.journey().version(),
                sending.step().id(),
                sending.step().template(),
                sending.via().channel(),
                send.attempt(),
                Addresses.hash(send.content()),
                Status.SENT,
                turn.now(),
                send.deliverBefore()));
        turn.record(
                send.attempt() == 1 ? Outcome.SENT : Outcome.RETRIED,
                null,
                sending.about(),
                sending.facts(turn, send.message()),
                verdicts,
                Map.of("deliverBefore", send.deliverBefore().toString()));
        ByHand.granted(turn, sending.instance(), send);
        turn.put(sending.at(
                new Position.Sent(sending.channel(), sending.nominalAt(), send.message(), send.deliverBefore())));
    }

    private void exhausted(Turn turn, Sending sending) {
        boolean any = sending.step().channels().stream()
                .flatMap(via -> turn.message(sending.messageId(turn, via)).stream())
                .anyMatch(message -> message.status() != Status.FAILED && !message.open());
        if (!any) {
            ByHand.refused(turn, sending.instance());
        }
        Step.Message step = sending.step();
        runner.arrive(
                turn,
                sending.instance(),
                sending.journey(),
                any ? step.onSent() : step.onNone(),
                turn.cause().nominalAt());
    }

    /** The time of a channel is over, or a held message's time has come. */
    void timeUp(Turn turn, Instance instance, Journey journey, Step.Message step) {
        switch (instance.position()) {
            case Position.Waiting waiting -> tryFrom(turn, new Sending(instance, journey, step, 0, waiting.since()));
            case Position.Held held ->
                tryFrom(turn, new Sending(instance, journey, step, held.channel(), held.nominalAt()));
            case Position.Sent sent -> {
                turn.message(sent.message()).ifPresent(message -> turn.revoke(message, "too-slow"));
                fallBack(turn, new Sending(instance, journey, step, sent.channel(), sent.nominalAt()));
            }
            case Position.Queued queued -> throw new IllegalStateException("a queued instance has no time");
            case Position.Stuck stuck -> throw new IllegalStateException("a parked instance has no time");
        }
    }

    /** Does what receipts would have led to that came while the instance, which waits for a message, was parked. */
    void catchUp(Turn turn, Instance instance, Journey journey, Position.Sent sent) {
        if (!(journey.step(instance.step()) instanceof Step.Message step)) {
            return;
        }
        Sending first = new Sending(instance, journey, step, 0, sent.nominalAt());
        for (Via via : step.channels()) {
            Outstanding message = turn.message(first.messageId(turn, via)).orElse(null);
            if (message != null && message.status() != Status.FAILED) {
                reached(turn, instance, journey, message, turn.cause().nominalAt());
            }
            if (!turn.instance(instance.id()).equals(Optional.of(instance))) {
                return; // it has gone on
            }
        }
        turn.message(sent.message())
                .filter(message -> message.status() == Status.FAILED)
                .ifPresent(message -> failedForNow(turn, instance, journey, message));
    }

    private void fallBack(Turn turn, Sending failed) {
        Sending next = next(turn, failed);
        if (next == null) {
            exhausted(turn, failed);
        } else {
            tryFrom(turn, next);
        }
    }

    /** The next channel that has not had its turn: in the version that an instance came from the order may have been another. */
    private static @Nullable Sending next(Turn turn, Sending sending) {
        Sending next = sending.next();
        while (next != null && turn.message(next.messageId(turn, next.via())).isPresent()) {
            next = next.next();
        }
        return next;
    }

    /** A message has got this far; the step may be done, and a fallback that has not gone out be needless. */
    void reached(Turn turn, Instance instance, Journey journey, Outstanding message, Instant at) {
        if (!(journey.step(instance.step()) instanceof Step.Message step)) {
            return;
        }
        int channel = channelOf(turn, instance, journey, step, message.id());
        if (channel < 0 || !enough(step, channel, message.status())) {
            return;
        }
        if (instance.position() instanceof Position.Sent(int current, var nominalAt, UUID other, var due)
                && !other.equals(message.id())) {
            turn.message(other).ifPresent(later -> turn.revoke(later, "not-needed"));
        }
        runner.arrive(turn, instance, journey, step.onSent(), at);
    }

    private static boolean enough(Step.Message step, int channel, Status status) {
        boolean last = channel == step.channels().size() - 1;
        Via.Reached until =
                last ? Via.Reached.ACCEPTED : step.channels().get(channel).until();
        return switch (until) {
            case ACCEPTED -> status.compareTo(Status.ACCEPTED) >= 0;
            case DELIVERED -> status.compareTo(Status.DELIVERED) >= 0;
            case OPENED -> status.compareTo(Status.OPENED) >= 0;
            case CLICKED -> status.compareTo(Status.CLICKED) >= 0;
        };
    }

    /** A message came to nothing for good: the next channel's turn. */
    void failed(Turn turn, Instance instance, Journey journey, UUID message) {
        if (waitsFor(instance, message) && journey.step(instance.step()) instanceof Step.Message step) {
            Position.Sent sent = (Position.Sent) instance.position();
            fallBack(turn, new Sending(instance, journey, step, sent.channel(), sent.nominalAt()));
        }
    }

    /** A message failed for now: it is tried again as long as there is time, then it is the next channel's turn. */
    void failedForNow(Turn turn, Instance instance, Journey journey, Outstanding message) {
        if (!waitsFor(instance, message.id())) {
            return;
        }
        Position.Sent sent = (Position.Sent) instance.position();
        int tries = message.attempt();
        Instant again = tries > BACKOFF.size() ? null : turn.now().plus(BACKOFF.get(tries - 1));
        if (again == null || !again.isBefore(message.deliverBefore())) {
            failed(turn, instance, journey, message.id());
        } else {
            turn.put(instance.at(
                    instance.step(),
                    instance.iteration(),
                    new Position.Held(sent.channel(), sent.nominalAt(), RETRY, again)));
        }
    }

    private static boolean waitsFor(Instance instance, UUID message) {
        return instance.position() instanceof Position.Sent sent
                && sent.message().equals(message);
    }

    private static int channelOf(Turn turn, Instance instance, Journey journey, Step.Message step, UUID message) {
        for (int channel = 0; channel < step.channels().size(); channel++) {
            UUID id = Ids.message(
                    turn.customer(),
                    journey.id(),
                    instance.id(),
                    step.id(),
                    instance.iteration(),
                    step.channels().get(channel).channel());
            if (id.equals(message)) {
                return channel;
            }
        }
        return -1;
    }

    /** One channel's turn in a message step. */
    record Sending(Instance instance, Journey journey, Step.Message step, int channel, Instant nominalAt) {
        Via via() {
            return step.channels().get(channel);
        }

        boolean last() {
            return channel == step.channels().size() - 1;
        }

        /** Whether it comes back from having been held for the same reason, which was recorded then. */
        boolean isHeldBy(String reason) {
            return instance.position() instanceof Position.Held held
                    && held.channel() == channel
                    && held.gate().equals(reason);
        }

        @Nullable
        Sending next() {
            return last() ? null : new Sending(instance, journey, step, channel + 1, nominalAt);
        }

        UUID messageId(Turn turn, Via other) {
            return Ids.message(
                    turn.customer(), journey.id(), instance.id(), step.id(), instance.iteration(), other.channel());
        }

        Instance at(Position position) {
            return instance.at(step.id(), instance.iteration(), position);
        }

        Decision.About about() {
            return Turn.about(instance, step.id());
        }

        MessageFacts facts(Turn turn, @Nullable UUID id) {
            int attempt =
                    id == null ? 0 : turn.message(id).map(Outstanding::attempt).orElse(1);
            return new MessageFacts(id, attempt, via().channel(), journey.journeyClass(), step.template());
        }
    }
}
