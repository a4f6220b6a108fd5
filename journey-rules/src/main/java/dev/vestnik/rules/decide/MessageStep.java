package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Answered;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.gate.Candidate;
import dev.vestnik.rules.gate.Draft;
import dev.vestnik.rules.gate.Ruling;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.journey.Via;
import dev.vestnik.rules.owner.Answer;
import dev.vestnik.rules.owner.AskId;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.Reason;
import dev.vestnik.rules.reason.TakenBack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fallback chain: the first channel that works, and the next one when it did not get far enough in time. */
final class MessageStep {
    private static final List<Duration> BACKOFF =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

    private final StepRunner runner;
    private final Texts texts;
    private final Gates gates;

    MessageStep(StepRunner runner, Texts texts, Gates gates) {
        this.runner = runner;
        this.texts = texts;
        this.gates = gates;
    }

    /** An instance arrives at the step. */
    void begin(Turn turn, Instance instance, Journey journey, Step.Message step, Instant nominalAt) {
        turn.put(instance);
        tryFrom(turn, new Candidate(instance, journey, step, 0, nominalAt));
    }

    /** Tries the channels from this one on. */
    private void tryFrom(Turn turn, Candidate first) {
        tryFrom(turn, first, List.of());
    }

    /** @param answers to what gates have asked about the first one */
    private void tryFrom(Turn turn, Candidate first, List<Answered> answers) {
        List<Answered> known = answers;
        for (Candidate candidate = first; candidate != null; candidate = next(turn, candidate)) {
            Draft draft = new Draft(candidate, Asking.byGate(known));
            switch (gates.check(turn, draft)) {
                case Gates.Through(var counted, var verdicts) -> {
                    turn.become(counted);
                    sent(turn, draft, verdicts);
                    return;
                }
                case Gates.Asked asked -> {
                    ask(turn, candidate, asked, known);
                    return;
                }
                case Gates.Held(var until, var reason, var verdicts) -> {
                    Asking.giveBack(turn, known);
                    if (!candidate.isHeldBy(reason)) {
                        record(turn, Outcome.HELD, reason, candidate, verdicts);
                    }
                    turn.put(at(
                            candidate,
                            new Position.Held(candidate.channel(), candidate.nominalAt(), reason, until)));
                    return;
                }
                case Gates.Stopped(var reason, var verdicts) -> {
                    Asking.giveBack(turn, known);
                    known = List.of();
                    record(turn, Outcome.SKIPPED, reason, candidate, verdicts);
                }
            }
        }
        exhausted(turn, first);
    }

    private static void ask(Turn turn, Candidate candidate, Gates.Asked asked, List<Answered> known) {
        Ruling.Ask ask = asked.ask();
        UUID message = messageId(turn, candidate, candidate.via());
        String id = new AskId(message, asked.gate(), turn.state().timelineNext(), ask.owner()).toString();
        turn.bringAbout(new Effect.Ask(id, ask.owner(), ask.request()));
        record(turn, Outcome.HELD, OnHold.ASKING, candidate, asked.verdicts());
        turn.put(at(
                candidate,
                new Position.Asking(candidate.channel(), candidate.nominalAt(), id, known, ask.due())));
    }

    private static void record(
            Turn turn, Outcome outcome, Reason reason, Candidate candidate, List<Decision.Verdict> verdicts) {
        turn.record(outcome, reason, about(candidate), facts(candidate, null, 0), verdicts, Map.of());
    }

    private void sent(Turn turn, Draft draft, List<Decision.Verdict> verdicts) {
        Candidate candidate = draft.candidate();
        Effect.Send send = send(turn, draft);
        turn.bringAbout(send);
        turn.put(outstanding(turn, candidate, send));
        turn.record(
                send.attempt() == 1 ? Outcome.SENT : Outcome.RETRIED,
                null,
                about(candidate),
                facts(candidate, send.message(), send.attempt()),
                verdicts,
                Map.of("deliverBefore", send.deliverBefore().toString()));
        ByHand.granted(turn, candidate.instance(), send);
        turn.put(at(
                candidate,
                new Position.Sent(candidate.channel(), candidate.nominalAt(), send.message(), send.deliverBefore())));
    }

    private Effect.Send send(Turn turn, Draft draft) {
        Candidate candidate = draft.candidate();
        UUID id = messageId(turn, candidate, candidate.via());
        return new Effect.Send(
                id,
                turn.message(id).map(Outstanding::attempt).orElse(0) + 1,
                draft.messageClass(),
                candidate.journey().id().value(),
                candidate.journey().version(),
                candidate.step().id(),
                draft.template(),
                draft.locale(),
                deliverBefore(turn, draft),
                turn.cause().causedAt(),
                texts.addressed(draft, turn));
    }

    /** Never later than the next channel's turn. */
    private static Instant deliverBefore(Turn turn, Draft draft) {
        Instant turnOfNext = turn.now().plus(draft.candidate().via().patience());
        return draft.candidate().isLast() || draft.worthUntil().isBefore(turnOfNext)
                ? draft.worthUntil()
                : turnOfNext;
    }

    private static Outstanding outstanding(Turn turn, Candidate candidate, Effect.Send send) {
        return new Outstanding(
                send.message(),
                candidate.instance().id(),
                candidate.journey().id(),
                candidate.journey().version(),
                candidate.step().id(),
                candidate.step().template(),
                candidate.via().channel(),
                send.attempt(),
                Addresses.hash(send.content()),
                Status.SENT,
                turn.now(),
                send.deliverBefore());
    }

    private static UUID messageId(Turn turn, Candidate candidate, Via via) {
        Instance instance = candidate.instance();
        return Ids.message(
                turn.customer(),
                instance.journey(),
                instance.id(),
                candidate.step().id(),
                instance.iteration(),
                via.channel());
    }

    private static Instance at(Candidate candidate, Position position) {
        Instance instance = candidate.instance();
        return instance.at(candidate.step().id(), instance.iteration(), position);
    }

    private static Decision.About about(Candidate candidate) {
        return Turn.about(candidate.instance(), candidate.step().id());
    }

    private static MessageFacts facts(Candidate candidate, @Nullable UUID id, int attempt) {
        return new MessageFacts(
                id,
                attempt,
                candidate.via().channel(),
                candidate.journey().journeyClass(),
                candidate.step().template());
    }

    private void exhausted(Turn turn, Candidate candidate) {
        boolean any = candidate.step().channels().stream()
                .flatMap(via -> turn.message(messageId(turn, candidate, via)).stream())
                .anyMatch(message -> message.status() != Status.FAILED && !message.open());
        if (!any) {
            ByHand.refused(turn, candidate.instance());
        }
        Step.Message step = candidate.step();
        runner.arrive(
                turn,
                candidate.instance(),
                candidate.journey(),
                any ? step.onSent() : step.onNone(),
                turn.cause().nominalAt());
    }

    /** The time of a channel is over, or a held message's time has come. */
    void timeUp(Turn turn, Instance instance, Journey journey, Step.Message step) {
        switch (instance.position()) {
            case Position.Waiting waiting -> tryFrom(turn, new Candidate(instance, journey, step, 0, waiting.since()));
            case Position.Held held ->
                tryFrom(turn, new Candidate(instance, journey, step, held.channel(), held.nominalAt()));
            case Position.Asking asking -> answered(turn, instance, journey, asking, new Answer.Missing());
            case Position.Sent sent -> {
                turn.message(sent.message()).ifPresent(message -> turn.revoke(message, TakenBack.TOO_SLOW));
                fallBack(turn, new Candidate(instance, journey, step, sent.channel(), sent.nominalAt()));
            }
            case Position.Queued queued -> throw new IllegalStateException("a queued instance has no time");
            case Position.Stuck stuck -> throw new IllegalStateException("a parked instance has no time");
        }
    }

    /** The message comes to all the gates again, with the answer to what one of them has asked. */
    void answered(Turn turn, Instance instance, Journey journey, Position.Asking asking, Answer answer) {
        if (journey.step(instance.step()) instanceof Step.Message step) {
            tryFrom(
                    turn,
                    new Candidate(instance, journey, step, asking.channel(), asking.nominalAt()),
                    Lists.with(asking.answers(), new Answered(asking.askId(), answer)));
        }
    }

    /** Does what receipts would have led to that came while the instance, which waits for a message, was parked. */
    void catchUp(Turn turn, Instance instance, Journey journey, Position.Sent sent) {
        if (!(journey.step(instance.step()) instanceof Step.Message step)) {
            return;
        }
        Candidate first = new Candidate(instance, journey, step, 0, sent.nominalAt());
        for (Via via : step.channels()) {
            Outstanding message = turn.message(messageId(turn, first, via)).orElse(null);
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

    private void fallBack(Turn turn, Candidate failed) {
        Candidate next = next(turn, failed);
        if (next == null) {
            exhausted(turn, failed);
        } else {
            tryFrom(turn, next);
        }
    }

    /** The next channel that has not had its turn: in the version that an instance came from the order may have been another. */
    private static @Nullable Candidate next(Turn turn, Candidate candidate) {
        Candidate next = candidate.next();
        while (next != null && turn.message(messageId(turn, next, next.via())).isPresent()) {
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
            turn.message(other).ifPresent(later -> turn.revoke(later, TakenBack.NOT_NEEDED));
        }
        Asking.giveBack(turn, instance.position());
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
            fallBack(turn, new Candidate(instance, journey, step, sent.channel(), sent.nominalAt()));
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
                    new Position.Held(sent.channel(), sent.nominalAt(), OnHold.RETRY, again)));
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
}
