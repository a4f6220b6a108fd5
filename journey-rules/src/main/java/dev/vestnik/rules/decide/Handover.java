package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.PutOffs;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.gate.Candidate;
import dev.vestnik.rules.gate.ConsentRule;
import dev.vestnik.rules.gate.Draft;
import dev.vestnik.rules.journey.Via;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hands a message that is through all the gates to its channel's sender. */
final class Handover {
    private final MessageTexts texts;

    Handover(MessageTexts texts) {
        this.texts = texts;
    }

    void send(Turn turn, Draft draft, Gates.Passage passage) {
        Candidate candidate = draft.candidate();
        Effect.Send send = finished(turn, draft);
        turn.bringAbout(send);
        Outstanding message = outstanding(turn, candidate, send);
        turn.put(message);
        turn.record(
                send.attempt() == 1 ? Outcome.SENT : Outcome.RETRIED,
                null,
                about(candidate),
                facts(candidate, send.message(), send.attempt()),
                passage.verdicts(),
                inputs(turn, draft, send));
        if (draft.otherAddress() != null) {
            OtherContacts.remember(turn, draft.channel(), draft.otherAddress(), send.deliverBefore());
        }
        LastSents.remember(turn, candidate.journey().topic());
        HeldOffers.shown(turn, candidate.instance());
        draft.budgets().forEach(budget -> turn.bringAbout(new Effect.Spend(budget)));
        ByHand.granted(turn, candidate.instance(), send);
        turn.put(at(
                candidate,
                new Position.Sent(
                        candidate.channel(),
                        candidate.nominalAt(),
                        send.message(),
                        send.deliverBefore(),
                        candidate.passedOver())));
        Merging.settle(turn, candidate, passage.others(), message);
    }

    private static Map<String, String> inputs(Turn turn, Draft draft, Effect.Send send) {
        Candidate candidate = draft.candidate();
        Map<String, String> inputs = new HashMap<>();
        inputs.put("deliverBefore", send.deliverBefore().toString());
        if (candidate.step() instanceof SendingRules step && step.manner().prefers()) {
            inputs.put("preferred", Habits.inWords(turn, step.channels()));
        }
        if (!draft.merged().isEmpty()) {
            inputs.put(
                    "merged",
                    draft.merged().stream()
                            .map(other -> other.journey().id().value())
                            .collect(Collectors.joining(", ")));
        }
        return inputs;
    }

    private Effect.Send finished(Turn turn, Draft draft) {
        Candidate candidate = draft.candidate();
        UUID id = messageId(turn, candidate, candidate.via());
        Outstanding before = turn.message(id).orElse(null);
        return new Effect.Send(
                id,
                before == null ? 1 : before.attempt() + 1,
                draft.messageClass(),
                candidate.journey().id().value(),
                candidate.journey().version(),
                candidate.step().id(),
                draft.template(),
                draft.locale(),
                deliverBefore(turn, draft, before),
                turn.cause().causedAt(),
                ConsentRule.letsTrack(turn.state().consents(), draft.channel()),
                texts.addressed(draft, turn.situation()));
    }

    /** Never later than the next channel's turn, which no further attempt moves, and neither the end of the message's life. */
    private static Instant deliverBefore(Turn turn, Draft draft, @Nullable Outstanding before) {
        Instant turnOfNext = turn.now().plus(draft.candidate().via().patience());
        Instant end = ChannelOrder.isLast(turn, draft.candidate())
                ? draft.worthUntil()
                : earlier(draft.worthUntil(), turnOfNext);
        return before != null && before.deliverBefore().isAfter(turn.now())
                ? earlier(end, before.deliverBefore())
                : end;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Outstanding outstanding(Turn turn, Candidate candidate, Effect.Send send) {
        Outstanding before = turn.message(send.message()).orElse(null);
        Outstanding renamed =
                before == null || before.step().equals(candidate.step().id()) ? null : before;
        return new Outstanding(
                send.message(),
                candidate.instance().id(),
                candidate.journey().id(),
                renamed == null ? candidate.journey().version() : renamed.version(),
                renamed == null ? candidate.step().id() : renamed.step(), // its id is made of that
                candidate.step().template(),
                candidate.via().channel(),
                send.attempt(),
                before == null ? PutOffs.NONE : before.putOffs().tried(),
                Addresses.hash(send.content()),
                Status.SENT,
                turn.now(),
                send.deliverBefore());
    }

    static UUID messageId(Turn turn, Candidate candidate, Via via) {
        return MessageIds.of(turn, candidate.instance(), candidate.step().id(), via.channel());
    }

    static Instance at(Candidate candidate, Position position) {
        Instance instance = candidate.instance();
        return instance.at(candidate.step().id(), instance.iteration(), position);
    }

    static Decision.About about(Candidate candidate) {
        return Turn.about(candidate.instance(), candidate.step().id());
    }

    static MessageFacts facts(Candidate candidate, @Nullable UUID id, int attempt) {
        return new MessageFacts(
                id,
                attempt,
                candidate.via().channel(),
                candidate.journey().journeyClass(),
                candidate.step().template());
    }
}
