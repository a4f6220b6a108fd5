package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.reason.DropReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the parts of a customer's state, so that none of them makes it too large for what must be heard. Where a part is full something
 * makes room for the new one, which each method names; a decision says that it is gone.
 */
final class StateBounds {
    static final int MOST_MESSAGES = 500;
    static final int MOST_GOALS = 500;
    static final int MOST_CONSENTS = 200;
    /** The longest evidence of all consents together, in characters. */
    static final int MOST_EVIDENCE = 20_000;

    static final int MOST_SUPPRESSIONS = 100;
    static final int MOST_DEVICES = 20;

    private StateBounds() {}

    /** Adds a message. First to go is the oldest whose instance has ended, then the oldest: its receipts do nothing any more. */
    static List<Outstanding> with(Turn turn, List<Outstanding> messages, Outstanding message) {
        List<Outstanding> all = Lists.with(messages, message);
        if (all.size() > MOST_MESSAGES) {
            Outstanding gone = first(all, one -> turn.instance(one.instance()).isEmpty());
            all.remove(gone);
            drop(
                    turn,
                    DropReason.MESSAGE_NOT_KEPT,
                    new About(gone.journey().value(), gone.version(), gone.instance(), gone.step()),
                    Map.of("messageId", gone.id().toString()));
        }
        return all;
    }

    /** Adds a watch for a goal. First to go is the one whose time is over first. */
    static void watch(Turn turn, GoalWatch watch) {
        List<GoalWatch> all = Lists.with(turn.state().goals(), watch);
        if (all.size() > MOST_GOALS) {
            GoalWatch gone = Collections.min(all, Comparator.comparing(GoalWatch::until));
            all.remove(gone);
            drop(
                    turn,
                    DropReason.GOAL_NOT_KEPT,
                    new About(gone.journey().value(), gone.version(), gone.instance(), null),
                    Map.of());
        }
        turn.become(turn.state().withGoals(all));
    }

    /**
     * Adds a consent. First to go is the oldest yes. Where there are only refusals the oldest one of a topic does, and becomes one of all
     * topics in its channel: making room must not allow anything.
     */
    static List<Consent> with(Turn turn, List<Consent> consents, Consent consent) {
        List<Consent> all = Lists.with(consents, consent);
        boundEvidence(turn, all);
        if (all.size() <= MOST_CONSENTS) {
            return all;
        }
        Consent gone = first(all, one -> one != consent && one.granted());
        all.remove(gone);
        if (!gone.granted()) {
            boolean covered = all.stream().anyMatch(one -> one.topic() == null && one.channel() == gone.channel());
            if (!covered) {
                all.removeFirst();
                all.addFirst(new Consent(gone.channel(), null, false, gone.at(), gone.source(), null));
            }
        }
        drop(turn, DropReason.CONSENT_NOT_KEPT, null, Map.of("granted", String.valueOf(gone.granted())));
        return all;
    }

    /** First to go is the evidence of the oldest; the consents stay. */
    private static void boundEvidence(Turn turn, List<Consent> consents) {
        int length = 0;
        for (int i = consents.size() - 1; i >= 0; i--) {
            Consent consent = consents.get(i);
            length += consent.evidence() == null ? 0 : consent.evidence().length();
            if (consent.evidence() != null && length > MOST_EVIDENCE) {
                consents.set(i, consent.withoutEvidence());
                drop(turn, DropReason.EVIDENCE_NOT_KEPT, null, Map.of("of", String.valueOf(consent.at())));
            }
        }
    }

    /** Adds a suppression. First to go is the oldest of an address that the customer does not have any more, then the oldest. */
    static List<Suppression> with(Turn turn, List<Suppression> suppressions, Suppression suppression) {
        List<Suppression> all = Lists.with(suppressions, suppression);
        if (all.size() > MOST_SUPPRESSIONS) {
            Suppression gone = first(all, one -> !Addresses.isCurrent(turn.state(), one));
            all.remove(gone);
            drop(
                    turn,
                    DropReason.SUPPRESSION_NOT_KEPT,
                    null,
                    Map.of("channel", gone.channel().label()));
        }
        return all;
    }

    /** Adds a device. First to go is the oldest. */
    static List<Device> with(Turn turn, List<Device> devices, Device device) {
        List<Device> all = new ArrayList<>(Lists.with(devices, device));
        while (all.size() > MOST_DEVICES) {
            Device gone = all.removeFirst();
            drop(
                    turn,
                    DropReason.DEVICE_NOT_KEPT,
                    null,
                    Map.of("platform", gone.platform().name()));
        }
        return all;
    }

    /** The first of these, else the first of all. */
    private static <T> T first(List<T> all, Predicate<T> rather) {
        return all.stream().filter(rather).findFirst().orElse(all.getFirst());
    }

    static void drop(Turn turn, DropReason reason, @Nullable About about, Map<String, String> inputs) {
        turn.record(Outcome.DROPPED, reason, about, null, List.of(), inputs);
    }
}
