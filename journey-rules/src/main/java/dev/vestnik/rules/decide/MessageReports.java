package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Outstanding.Status;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.gate.Candidate;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Via;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.TakenBack;
import dev.vestnik.rules.template.Template;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides about the messages of a chain that are under way: a channel has taken one, or the next one has its turn. */
final class MessageReports {
    private static final List<Duration> BACKOFF =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15));

    private final MessageStep chain;
    private final AtOnce atOnce;

    MessageReports(MessageStep chain, AtOnce atOnce) {
        this.chain = chain;
        this.atOnce = atOnce;
    }

    /** Does what receipts would have led to that came while the instance, which waits for a message, was parked. */
    void catchUp(Turn turn, Instance instance, Journey journey, Position.Sent sent) {
        if (!(journey.step(instance.step()) instanceof SendingRules step)) {
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

    /** A sender has reported of a message that the instance may be waiting for. */
    void receive(Turn turn, Instance instance, Journey journey, Answer.Received receipt) {
        Outstanding message = receipt.message();
        switch (receipt.status()) {
            case ACCEPTED, DELIVERED, READ, OPENED, CLICKED, REPLIED ->
                reached(turn, instance, journey, message, turn.cause().nominalAt());
            case FAILED_PERMANENT, EXPIRED -> failed(turn, instance, journey, message.id());
            case REVOKED -> takenBack(turn, instance, journey, message);
            case FAILED_TEMPORARY -> failedForNow(turn, instance, journey, message, receipt.retryAt());
            case IN_DOUBT -> {
                // The message may have arrived: the chain waits for its time, as for any message that nobody confirms.
            }
        }
    }

    /** A message has got this far; the step may be done, and a fallback that has not gone out be needless. */
    private void reached(Turn turn, Instance instance, Journey journey, Outstanding message, Instant at) {
        if (!(journey.step(instance.step()) instanceof SendingRules step)) {
            return;
        }
        int channel = TakenAlong.isIn(instance, message) && instance.position() instanceof Position.Sent sent
                ? sent.channel()
                : channelOf(turn, instance, step, message.id());
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
                    .ifPresent(later -> TakingBack.revoke(turn, later, TakenBack.NOT_NEEDED));
        }
        step.sent(turn, Questions.released(turn, instance), journey, at);
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
    private void failed(Turn turn, Instance instance, Journey journey, UUID message) {
        if (waitsFor(instance, message) && journey.step(instance.step()) instanceof SendingRules step) {
            Position.Sent sent = (Position.Sent) instance.position();
            chain.fallBack(turn, new Candidate(instance, journey, step, sent.channel(), sent.nominalAt()));
        }
    }

    /**
     * A message was taken back before a gateway had it. Where that was for one of several that went in it, the others are not meant: they come
     * to all the gates again, the run that has sent it with another id.
     */
    private void takenBack(Turn turn, Instance instance, Journey journey, Outstanding message) {
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
    private void failedForNow(
            Turn turn, Instance instance, Journey journey, Outstanding message, @Nullable Instant notBefore) {
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

    private static int channelOf(Turn turn, Instance instance, SendingRules step, UUID message) {
        for (int channel = 0; channel < step.channels().size(); channel++) {
            UUID id = MessageIds.of(
                    turn, instance, step.id(), step.channels().get(channel).channel());
            if (id.equals(message)) {
                return channel;
            }
        }
        return -1;
    }
}
