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
import dev.vestnik.rules.owner.AskId;
import dev.vestnik.rules.owner.Reply;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.Reason;
import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.rules.reason.TakenBack;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The fallback chain: the first channel that works, and the next one when it did not get far enough in time. */
final class MessageStep {
    private final Merging merging;
    private final Handover handover;
    private final AtOnce atOnce;
    private final MessageReports reports;

    MessageStep(MessageTexts texts, Gates gates) {
        this.merging = new Merging(gates);
        this.handover = new Handover(texts);
        this.atOnce = new AtOnce(this, gates, handover);
        this.reports = new MessageReports(this, atOnce);
    }

    MessageReports reports() {
        return reports;
    }

    /** An instance arrives at the step. */
    void begin(Turn turn, Instance instance, Journey journey, SendingRules step, Instant nominalAt) {
        turn.put(instance);
        tryFrom(turn, ChannelOrder.first(turn, instance, journey, step, nominalAt));
    }

    /** Tries the channels from this one on. */
    private void tryFrom(Turn turn, Candidate first) {
        tryFrom(turn, first, List.of());
    }

    /** @param answers to what gates have asked about the first one */
    private void tryFrom(Turn turn, Candidate wanted, List<Answered> answers) {
        PhoneReading.settle(turn);
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
        SendingRules step = ((SendingRules) candidate.step()).computed(turn, candidate.instance());
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
            case Ruling.Pass pass
            when isShadow(draft) -> {
                sayPassed(turn, draft, passage);
                done(turn, draft.candidate());
            }
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

    static boolean isShadow(Draft draft) {
        return draft.candidate().journey().wide().shadow();
    }

    /** Says that the message of a shadow is through all gates. It is not sent, and uses up nothing that they count. */
    static void sayPassed(Turn turn, Draft draft, Gates.Passage passage) {
        Questions.giveBack(turn, draft.answers());
        record(turn, Outcome.SKIPPED, SkipReason.SHADOW, draft.candidate(), passage.verdicts());
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
        SendingRules step = (SendingRules) candidate.step();
        step.sent(turn, candidate.instance(), candidate.journey(), turn.cause().nominalAt());
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
        SendingRules step = (SendingRules) candidate.step();
        Instant at = turn.cause().nominalAt();
        if (any) {
            step.sent(turn, candidate.instance(), candidate.journey(), at);
        } else {
            step.notSent(turn, candidate.instance(), candidate.journey(), at);
        }
    }

    /** The time of a channel is over, or a held message's time has come. */
    void timeUp(Turn turn, Instance instance, Journey journey, SendingRules step) {
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
                turn.message(sent.message()).ifPresent(message -> TakingBack.revoke(turn, message, TakenBack.TOO_SLOW));
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
        if (journey.step(instance.step()) instanceof SendingRules step) {
            Instance back = Questions.taken(instance, asking);
            turn.put(back);
            tryFrom(
                    turn,
                    new Candidate(back, journey, step, asking.channel(), asking.nominalAt(), asking.passedOver()),
                    Lists.with(asking.answers(), new Answered(asking.askId(), answer)));
        }
    }

    /** The next channel has its turn. */
    void fallBack(Turn turn, Candidate failed) {
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
}
