package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Answered;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.gate.Candidate;
import dev.vestnik.rules.gate.Draft;
import dev.vestnik.rules.gate.Ruling;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Via;
import dev.vestnik.rules.owner.AskId;
import dev.vestnik.rules.owner.Reply;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.Reason;
import dev.vestnik.rules.reason.TakenBack;
import dev.vestnik.rules.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fallback chain: the first channel that works, and the next one when it did not get far enough in time. */
final class MessageStep {
    private static final List<Duration> BACKOFF =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

    private final StepRunner runner;
    private final Merging merging;
    private final Handover handover;
    private final AtOnce atOnce;

    MessageStep(StepRunner runner, MessageTexts texts, Gates gates) {
        this.runner = runner;
        this.merging = new Merging(gates);
        this.handover = new Handover(texts);
        this.atOnce = new AtOnce(this, gates, handover);
    }

    /** An instance arrives at the step. */
    void begin(Turn turn, Instance instance, Journey journey, Message step, Instant nominalAt) {
        turn.put(instance);
        tryFrom(turn, ChannelOrder.first(turn, instance, journey, step, nominalAt));
    }

    /** Tries the channels from this one on. */
    private void tryFrom(Turn turn, Candidate first) {
        tryFrom(turn, first, List.of());
    }

    /** @param answers to what gates have asked about the first one */
    private void tryFrom(Turn turn, Candidate wanted, List<Answered> answers) {
        Candidate first = computed(turn, wanted);
        if (AtOnce.isOf(first)) {
            atOnce.advance(turn, first, answers);
            return;
        }
        Deque<Candidate> others = new ArrayDeque<>(ChannelOrder.after(turn, first));
        Draft draft = new Draft(first, answers);
        while (!isDone(turn, draft, merging.check(turn, draft))) {
            if (others.isEmpty()) {
                exhausted(turn, first);
                return;
            }
            int passedOver = ChannelOrder.remembers(first) ? draft.candidate().withThisPassedOver() : 0;
            draft = new Draft(others.remove().passingOver(passedOver), List.of());
        }
    }

    /** The same with all that expressions give of its step. */
    static Candidate computed(Turn turn, Candidate candidate) {
        Message step = ((Message) candidate.step()).computed(turn, candidate.instance());
        return step == candidate.step()
                ? candidate
                : new Candidate(
                        candidate.instance(),
                        candidate.journey(),
                        step,
                        candidate.channel(),
                        candidate.nominalAt(),
                        candidate.passedOver());
    }

    /** Whether the message goes out or waits; not where its channel is passed over. */
    private boolean isDone(Turn turn, Draft draft, Gates.Passage passage) {
        switch (passage.ruling()) {
            case Ruling.Pass pass -> {
                turn.become(passage.counted());
                handover.send(turn, draft, passage);
            }
            case Ruling.Ask ask -> ask(turn, draft, passage, ask);
            case Ruling.Hold hold -> hold(turn, draft, passage, hold);
            case Ruling.No no -> passOver(turn, draft, passage, no);
        }
        return !(passage.ruling() instanceof Ruling.No);
    }

    /** The message does not go through this channel, which a decision says. */
    void passOver(Turn turn, Draft draft, Gates.Passage passage, Ruling.No no) {
        Questions.giveBack(turn, draft.answers());
        record(turn, Outcome.SKIPPED, no.reason(), draft.candidate(), passage.verdicts());
        TakenAlong.refused(turn, ChannelOrder.message(turn, draft.candidate()));
    }

    /** Says that a gate holds the message, where that is new. */
    static void sayHeld(Turn turn, Draft draft, Gates.Passage passage, Ruling.Hold hold) {
        Questions.giveBack(turn, draft.answers());
        if (!draft.candidate().isHeldBy(hold.reason())) {
            record(turn, Outcome.HELD, hold.reason(), draft.candidate(), passage.verdicts());
        }
    }

    private static void hold(Turn turn, Draft draft, Gates.Passage passage, Ruling.Hold hold) {
        Candidate candidate = draft.candidate();
        sayHeld(turn, draft, passage, hold);
        turn.put(Handover.at(
                candidate,
                new Position.Held(
                        candidate.channel(),
                        candidate.nominalAt(),
                        hold.reason(),
                        hold.until(),
                        candidate.passedOver())));
    }

    static void ask(Turn turn, Draft draft, Gates.Passage passage, Ruling.Ask ask) {
        Candidate candidate = draft.candidate();
        UUID message = Handover.messageId(turn, candidate, candidate.via());
        String id = new AskId(message, passage.gate(), turn.state().timelineNext(), ask.owner()).toString();
        turn.bringAbout(new Effect.Ask(id, ask.owner(), ask.request()));
        record(turn, Outcome.HELD, OnHold.ASKING, candidate, passage.verdicts());
        turn.put(Handover.at(
                candidate,
                new Position.Asking(
                        candidate.channel(),
                        candidate.nominalAt(),
                        id,
                        draft.answers(),
                        ask.due(),
                        candidate.passedOver())));
    }

    private static void record(
            Turn turn, Outcome outcome, Reason reason, Candidate candidate, List<Decision.Verdict> verdicts) {
        UUID id = Handover.messageId(turn, candidate, candidate.via());
        turn.record(outcome, reason, Handover.about(candidate), Handover.facts(candidate, id, 0), verdicts, Map.of());
    }

    /** A channel took the message, and no other is waited for. */
    void done(Turn turn, Candidate candidate) {
        Message step = (Message) candidate.step();
        Instant at = turn.cause().nominalAt();
        runner.arrive(turn, candidate.instance(), candidate.journey(), step.onSent(), at);
    }

    /** No channel is left. */
    void exhausted(Turn turn, Candidate candidate) {
        boolean any = Stream.concat(
                        candidate.step().channels().stream()
                                .flatMap(via -> turn.message(Handover.messageId(turn, candidate, via)).stream()),
                        Stream.ofNullable(TakenAlong.message(turn, candidate.instance())))
                .anyMatch(message -> message.status() != Status.FAILED && !message.open());
        if (!any) {
            ByHand.refused(turn, candidate.instance());
            HeldOffers.unsent(turn, candidate.instance());
        }
        Message step = (Message) candidate.step();
        runner.arrive(
                turn,
                candidate.instance(),
                candidate.journey(),
                any ? step.onSent() : step.onNone(),
                turn.cause().nominalAt());
    }

    /** The time of a channel is over, or a held message's time has come. */
    void timeUp(Turn turn, Instance instance, Journey journey, Message step) {
        switch (instance.position()) {
            case Position.Waiting waiting ->
                tryFrom(turn, ChannelOrder.first(turn, instance, journey, step, waiting.since()));
            case Position.Held held ->
                tryFrom(turn, new Candidate(instance, journey, step, held.channel(), held.nominalAt()));
            case Position.Asking asking -> answered(turn, instance, journey, asking, new Reply.Missing());
            case Position.Sent sent
            when TakenAlong.message(turn, instance) instanceof Outstanding message ->
                timeUp(turn, new Candidate(instance, journey, step, sent.channel(), sent.nominalAt()), message);
            case Position.Sent sent -> {
                turn.message(sent.message()).ifPresent(message -> turn.revoke(message, TakenBack.TOO_SLOW));
                fallBack(turn, new Candidate(instance, journey, step, sent.channel(), sent.nominalAt()));
            }
            case Position.Queued queued -> throw new IllegalStateException("a queued instance has no time");
            case Position.Stuck stuck -> throw new IllegalStateException("a parked instance has no time");
        }
    }

    /** The time of a message is over that went along in another one, which is not taken back for that. */
    private void timeUp(Turn turn, Candidate candidate, Outstanding message) {
        if (TakenAlong.isUnderWay(turn, message)) {
            turn.put(Handover.at(
                    candidate,
                    new Position.Sent(
                            candidate.channel(), candidate.nominalAt(), message.id(), message.deliverBefore())));
        } else {
            fallBack(turn, candidate);
        }
    }

    /** The message comes to all the gates again, with the answer to what one of them has asked. */
    void answered(Turn turn, Instance instance, Journey journey, Position.Asking asking, Reply answer) {
        if (journey.step(instance.step()) instanceof Message step) {
            Instance back = Questions.taken(instance, asking);
            turn.put(back);
            tryFrom(
                    turn,
                    new Candidate(back, journey, step, asking.channel(), asking.nominalAt(), asking.passedOver()),
                    Lists.with(asking.answers(), new Answered(asking.askId(), answer)));
        }
    }

    /** Does what receipts would have led to that came while the instance, which waits for a message, was parked. */
    void catchUp(Turn turn, Instance instance, Journey journey, Position.Sent sent) {
        if (!(journey.step(instance.step()) instanceof Message step)) {
            return;
        }
        Candidate first = new Candidate(instance, journey, step, 0, sent.nominalAt());
        if (AtOnce.isOf(first)) {
            atOnce.settle(turn, first);
            return;
        }
        Outstanding another = TakenAlong.message(turn, instance);
        if (another != null) {
            catchUp(turn, instance, journey, another);
            return;
        }
        for (Via via : step.channels()) {
            Outstanding message =
                    turn.message(Handover.messageId(turn, first, via)).orElse(null);
            if (message != null && message.status() != Status.FAILED) {
                reached(turn, instance, journey, message, turn.cause().nominalAt());
            }
            if (!turn.instance(instance.id()).equals(Optional.of(instance))) {
                return; // it has gone on
            }
        }
        turn.message(sent.message())
                .filter(message -> message.status() == Status.FAILED)
                .ifPresent(message -> failedForNow(
                        turn, instance, journey, message, message.putOffs().until()));
    }

    private void catchUp(Turn turn, Instance instance, Journey journey, Outstanding another) {
        if (another.status() == Status.FAILED) {
            failedForNow(turn, instance, journey, another, another.putOffs().until());
        } else {
            reached(turn, instance, journey, another, turn.cause().nominalAt());
        }
    }

    private void fallBack(Turn turn, Candidate failed) {
        if (AtOnce.isOf(failed)) {
            atOnce.settle(turn, failed);
            return;
        }
        List<Candidate> others = ChannelOrder.after(turn, failed);
        if (others.isEmpty()) {
            exhausted(turn, failed);
        } else {
            tryFrom(turn, others.getFirst());
        }
    }

    /** A message has got this far; the step may be done, and a fallback that has not gone out be needless. */
    void reached(Turn turn, Instance instance, Journey journey, Outstanding message, Instant at) {
        if (!(journey.step(instance.step()) instanceof Message step)) {
            return;
        }
        int channel = TakenAlong.isIn(instance, message) && instance.position() instanceof Position.Sent sent
                ? sent.channel()
                : channelOf(turn, instance, journey, step, message.id());
        if (step.manner().order() == Manner.Order.PARALLEL) {
            if (channel >= 0 && instance.position() instanceof Position.Sent sent) { // no channel waits for its turn
                atOnce.settle(turn, new Candidate(instance, journey, step, channel, sent.nominalAt()));
            }
            return;
        }
        if (channel < 0 || !enough(turn, new Candidate(instance, journey, step, channel, at), message.status())) {
            return;
        }
        if (instance.position()
                        instanceof Position.Sent(var current, var nominalAt, UUID other, var due, var passedOver)
                && !other.equals(message.id())) {
            turn.message(other)
                    .filter(later -> !TakenAlong.isIn(instance, later))
                    .ifPresent(later -> turn.revoke(later, TakenBack.NOT_NEEDED));
        }
        runner.arrive(turn, Questions.released(turn, instance), journey, step.onSent(), at);
    }

    private static boolean enough(Turn turn, Candidate candidate, Status status) {
        Via.Reached until = ChannelOrder.isLast(turn, candidate)
                ? Via.Reached.ACCEPTED
                : candidate.via().until();
        return switch (until) {
            case ACCEPTED -> status.compareTo(Status.ACCEPTED) >= 0;
            case DELIVERED -> status.compareTo(Status.DELIVERED) >= 0;
            case OPENED -> status.compareTo(Status.READ) >= 0; // in a messenger, to have seen it is to have opened it
            case CLICKED -> status.compareTo(Status.CLICKED) >= 0;
        };
    }

    /** A message came to nothing for good: the next channel's turn. */
    void failed(Turn turn, Instance instance, Journey journey, UUID message) {
        if (waitsFor(instance, message) && journey.step(instance.step()) instanceof Message step) {
            Position.Sent sent = (Position.Sent) instance.position();
            fallBack(turn, new Candidate(instance, journey, step, sent.channel(), sent.nominalAt()));
        }
    }

    /**
     * A message was taken back before a gateway had it. Where that was for one of several that went in it, the others are not meant: they come
     * to all the gates again, the run that has sent it with another id.
     */
    void takenBack(Turn turn, Instance instance, Journey journey, Outstanding message) {
        if (!waitsFor(instance, message.id())) {
            return;
        }
        Position.Sent sent = (Position.Sent) instance.position();
        boolean other = TakenAlong.isIn(instance, message);
        if (!other && !hasPlace(turn, message)) {
            failed(turn, instance, journey, message.id());
            return;
        }
        Position again = new Position.Held(sent.channel(), sent.nominalAt(), OnHold.OUTRANKED, turn.now());
        turn.put(instance.at(instance.step(), other ? instance.iteration() : instance.iteration() + 1, again));
    }

    private static boolean hasPlace(Turn turn, Outstanding message) {
        Template template = turn.definitions().template(message.template());
        String locale = turn.state().profile().locale(turn.definitions().shop().locale());
        return template != null && template.showsMerged(message.channel(), locale);
    }

    /**
     * A message failed for now: it is tried again as long as there is time, then it is the next channel's turn.
     *
     * @param notBefore of a message that was put off: no try before then; null for a failure
     */
    void failedForNow(Turn turn, Instance instance, Journey journey, Outstanding message, @Nullable Instant notBefore) {
        if (!waitsFor(instance, message.id())) {
            return;
        }
        Position.Sent sent = (Position.Sent) instance.position();
        if (TakenAlong.isIn(instance, message)) {
            if (!TakenAlong.isUnderWay(turn, message)) {
                failed(turn, instance, journey, message.id());
            }
            return;
        }
        Instant again =
                notBefore == null ? afterFailure(turn, message) : later(afterBreak(turn, message.attempt()), notBefore);
        if (again == null || !again.isBefore(message.deliverBefore())) {
            failed(turn, instance, journey, message.id());
        } else {
            turn.put(instance.at(
                    instance.step(),
                    instance.iteration(),
                    new Position.Held(sent.channel(), sent.nominalAt(), OnHold.RETRY, again, sent.passedOver())));
        }
    }

    /** Null where all tries are spent; being put off spends none. Counts one at least: an earlier build did not keep that the last end was none. */
    private static @Nullable Instant afterFailure(Turn turn, Outstanding message) {
        int failures = Math.max(1, message.attempt() - message.putOffs().times());
        return failures > BACKOFF.size() ? null : afterBreak(turn, failures);
    }

    private static Instant afterBreak(Turn turn, int tries) {
        return turn.now().plus(BACKOFF.get(Math.min(tries, BACKOFF.size()) - 1));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static boolean waitsFor(Instance instance, UUID message) {
        return instance.position() instanceof Position.Sent sent
                && sent.message().equals(message);
    }

    private static int channelOf(Turn turn, Instance instance, Journey journey, Message step, UUID message) {
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
