package dev.vestnik.engine.streams.walk;

import dev.vestnik.engine.streams.codec.StateCodec;
import dev.vestnik.engine.streams.codec.UnreadableStateException;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the customers who stand in a version that is to be left, and those who are to enter by a calendar that their state does not know yet. For
 * one thread at a time.
 */
final class Movable implements Scan.Wanted {
    private final Definitions definitions;
    private final Instant now;
    private final StateCodec codec = new StateCodec();
    private final Map<VersionKey, Answer> known = new HashMap<>();
    private int coming;

    private record VersionKey(JourneyId journey, int version) {}

    private enum Answer {
        STAYS,
        MOVES,
        /** Moves once its version has been compiled. */
        COMING
    }

    Movable(Definitions definitions, Instant now) {
        this.definitions = definitions;
        this.now = now;
    }

    /** The number of instances that cannot be moved before a version has been compiled. */
    int coming() {
        return coming;
    }

    @Override
    public boolean test(String customer, byte[] bytes) {
        boolean moves = false;
        try {
            CustomerState state = codec.read(bytes).state();
            moves = isBehind(customer, state);
            for (Instance instance : state.instances()) {
                Answer answer = answer(instance);
                coming += answer == Answer.COMING ? 1 : 0;
                moves |= answer == Answer.MOVES;
            }
        } catch (UnreadableStateException e) {
            return false; // nobody can decide about it either
        }
        return moves;
    }

    private boolean isBehind(String customer, CustomerState state) {
        return !definitions.dated().isEmpty()
                && Decider.isCalendarBehind(CustomerKey.parse(customer), state, definitions, now);
    }

    private Answer answer(Instance instance) {
        return known.computeIfAbsent(new VersionKey(instance.journey(), instance.version()), this::answer);
    }

    private Answer answer(VersionKey key) {
        Published published = definitions.journey(key.journey());
        if (published == null || published.moves() <= key.version()) {
            return Answer.STAYS;
        }
        return switch (published.fateOf(key.version())) {
            case KEEP -> Answer.STAYS;
            case EXIT -> Answer.MOVES;
            case MIGRATE -> published.isComing(key.version()) ? Answer.COMING : Answer.MOVES;
        };
    }
}
