package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Decision.Verdict;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.gate.Candidate;
import dev.vestnik.rules.gate.Draft;
import dev.vestnik.rules.gate.GateOrder;
import dev.vestnik.rules.gate.Outranked;
import dev.vestnik.rules.gate.Ruling;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.SkipReason;
import dev.vestnik.rules.template.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Messages that go along in a better one: those that have waited with it, whose journeys want it so and which could go through the same
 * channel now. It is one message, for the caps too. The runs whose messages it takes along wait for it as its own does
 * ({@link Position.Sent} with its id), hear its receipts ({@link TakenAlong}), and send a message of their own where it comes to nothing.
 */
final class Merging {
    /** More do not fit into a text that anybody reads; the others wait for the next one. */
    static final int MOST = 10;

    /**
     * A message that goes along.
     *
     * @param verdicts of the gates that it has passed by itself
     */
    record Other(Candidate candidate, List<Verdict> verdicts) {}

    private final Gates gates;

    Merging(Gates gates) {
        this.gates = gates;
    }

    /** Leads a message through the gates, with those that go along in it; alone where it cannot go with them. */
    Gates.Passage check(Turn turn, Draft draft) {
        Gates.Passage alone = gates.check(turn, draft);
        if (!(alone.ruling() instanceof Ruling.Pass) || !hasPlace(turn, draft)) {
            return alone;
        }
        Outstanding before = ChannelOrder.message(turn, draft.candidate());
        List<Other> others = before == null ? waiting(turn, draft.candidate()) : again(turn, before);
        if (others.isEmpty()) {
            return alone;
        }
        draft.takesAlong(others.stream().map(Other::candidate).toList());
        Gates.Passage together = gates.check(turn, draft);
        if (together.ruling() instanceof Ruling.Pass || before != null) {
            return together.with(others);
        }
        draft.takesAlong(List.of());
        return gates.check(turn, draft);
    }

    private static boolean hasPlace(Turn turn, Draft draft) {
        Template template = turn.definitions().template(draft.template());
        return draft.messageClass() == JourneyClass.MARKETING
                && !MessageStep.isShadow(draft)
                && template != null
                && template.showsMerged(draft.channel(), draft.locale());
    }

    /** The runs whose messages went along in an earlier attempt and that wait for it still. */
    private static List<Other> again(Turn turn, Outstanding message) {
        return TakenAlong.by(turn, message).stream()
                .map(instance -> TakenAlong.candidate(turn, instance))
                .filter(Objects::nonNull)
                .map(candidate -> new Other(candidate, List.of()))
                .toList();
    }

    /** The messages that wait with this one, the best first. */
    private List<Other> waiting(Turn turn, Candidate first) {
        if (!Precedence.waited(first.instance())) {
            return List.of();
        }
        List<Instance> due = turn.state().instances().stream()
                .filter(other -> !other.id().equals(first.instance().id()))
                .filter(other ->
                        Precedence.waited(other) && !other.position().due().isAfter(turn.now()))
                .toList();
        List<Other> found = new ArrayList<>();
        for (Instance other : Precedence.order(turn, due)) {
            Candidate candidate = found.size() < MOST ? candidate(turn, other) : null;
            if (candidate != null && candidate.via().channel() == first.via().channel()) {
                List<Verdict> verdicts = passage(turn, candidate);
                if (verdicts != null) {
                    found.add(new Other(candidate, verdicts));
                }
            }
        }
        return found;
    }

    /** Null where its journey does not want it, or it is to move to another version, or on from a pause, before it sends. */
    private static @Nullable Candidate candidate(Turn turn, Instance instance) {
        Journey journey = turn.journeyOf(instance);
        Published published = turn.definitions().journey(instance.journey());
        boolean stays = published != null
                && published.fateOf(instance.version()) == InFlight.KEEP
                && !AfterPause.isMeant(turn, instance);
        return stays
                        && journey != null
                        && journey.journeyClass() == JourneyClass.MARKETING
                        && !journey.wide().shadow()
                        && journey.step(instance.step()) instanceof Message step
                        && step.outranked() == Outranked.MERGE
                        && instance.position() instanceof Position.Held held
                ? new Candidate(instance, journey, step, held.channel(), held.nominalAt())
                : null;
    }

    /** The gates that it has passed, changing nothing; null where it has not, or fails: it does so in its own turn too, which says so. */
    private @Nullable List<Verdict> passage(Turn turn, Candidate candidate) {
        Turn.Mark mark = turn.mark();
        try {
            Gates.Passage passage = turn.work()
                    .aside(() -> gates.checkAlone(turn, new Draft(MessageStep.computed(turn, candidate), List.of())));
            return passage.ruling() instanceof Ruling.Pass ? passage.verdicts() : null;
        } catch (RuntimeException | StackOverflowError e) {
            return null;
        } finally {
            turn.rollBack(mark);
        }
    }

    /**
     * Lets the others wait for the message that takes theirs along; those of an earlier attempt do already. Where its text has no place for
     * one of these any more, that one has its turn later.
     */
    static void settle(Turn turn, Candidate first, List<Other> others, Outstanding message) {
        for (Instance before : TakenAlong.by(turn, message)) {
            if (others.stream()
                    .noneMatch(other -> other.candidate().instance().id().equals(before.id()))) {
                TakenAlong.alone(turn, before, turn.now().plus(Outranked.APART));
                turn.record(Outcome.HELD, OnHold.OUTRANKED, Turn.about(before, before.step()));
            }
        }
        for (Other other : others) {
            if (other.candidate().instance().position() instanceof Position.Held) {
                settle(turn, first, other, message.deliverBefore());
            }
        }
    }

    private static void settle(Turn turn, Candidate first, Other other, Instant deliverBefore) {
        Candidate candidate = other.candidate();
        UUID into = Handover.messageId(turn, first, first.via());
        Map<String, String> inputs = Map.of(
                "into", into.toString(),
                "after", first.journey().id().value(),
                "priority", String.valueOf(candidate.journey().priority()));
        turn.record(
                Outcome.SKIPPED,
                SkipReason.MERGED,
                Handover.about(candidate),
                Handover.facts(candidate, Handover.messageId(turn, candidate, candidate.via()), 0),
                Lists.with(other.verdicts(), new Verdict(GateOrder.PRIORITY, SkipReason.MERGED.label(), inputs)),
                Map.of("into", into.toString()));
        LastSents.remember(turn, candidate.journey().topic());
        HeldOffers.shown(turn, candidate.instance());
        Instant turnOfNext = turn.now().plus(candidate.via().patience());
        Instant due =
                ChannelOrder.isLast(turn, candidate) || deliverBefore.isBefore(turnOfNext) ? deliverBefore : turnOfNext;
        turn.put(Handover.at(candidate, new Position.Sent(candidate.channel(), candidate.nominalAt(), into, due)));
    }
}
