package dev.vestnik.rules.address;

import dev.vestnik.rules.address.AddressState.Dead;
import dev.vestnik.rules.address.AddressState.Holder;
import dev.vestnik.rules.address.AddressState.Stop;
import dev.vestnik.rules.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of addresses; pure, as {@link dev.vestnik.rules.decide.Decider} is for customers. A device belongs to whom it was registered
 * for last; phones and e-mail addresses are shared. A word that comes twice changes nothing the second time.
 */
public final class AddressRules {
    /** The oldest makes room. */
    static final int MOST_HOLDERS = 16;
    /** A device, and words that were heard, are kept as long as events are: none from before can come any more. */
    static final Duration EVENTS_KEPT = Duration.ofDays(30);
    /** The time for which a dead address, or a stop, is remembered where nobody has the address any more. */
    static final Duration KEPT = Duration.ofDays(365);

    /** The answer about an address: why it is dead, and since when nothing is wanted there. */
    public static final String DEAD = "dead";

    public static final String STOPPED = "stopped";

    private static final String NO_CODE = "dead-address";

    private AddressRules() {}

    /** Decides about one word. */
    public static AddressDecided decide(AddressKey address, AddressState state, AddressWord word, Instant now) {
        AddressTurn turn = new AddressTurn(address, state, word);
        switch (word.kind()) {
            case CLAIMED -> claimed(turn);
            case RELEASED -> released(turn);
            case DEAD -> dead(turn);
            case STOPPED -> stopped(turn);
            case RESUMED -> resumed(turn);
        }
        if (turn.state() != state) {
            turn.become(turn.state().withForgetAt(forgetAt(turn.state(), now)));
        }
        return turn.decided();
    }

    /** The answer to one who has a message for the address and does not have it: empty where nothing is in its way. */
    public static Map<String, Object> standing(AddressState state) {
        Map<String, Object> standing = new HashMap<>();
        if (state.dead() != null) {
            standing.put(DEAD, state.dead().code());
        }
        if (state.stop() != null) {
            standing.put(STOPPED, state.stop().at().toString());
        }
        return Map.copyOf(standing);
    }

    /** Forgets an address that nobody has, when its time has come. */
    public static AddressState woken(AddressState state, Instant now) {
        boolean over = state.forgetAt() != null && !state.forgetAt().isAfter(now);
        return over ? AddressState.NONE : state;
    }

    static @Nullable Instant forgetAt(AddressState state, Instant now) {
        if (!state.holders().isEmpty()) {
            return null;
        }
        if (state.dead() != null || state.stop() != null) {
            return now.plus(KEPT);
        }
        return state.registeredAt() == null && state.words().isEmpty() ? null : now.plus(EVENTS_KEPT);
    }

    private static void claimed(AddressTurn turn) {
        if (turn.address().isShared()) {
            share(turn);
        } else {
            register(turn);
        }
    }

    private static void share(AddressTurn turn) {
        AddressState state = turn.state();
        if (state.has(turn.customer())) {
            return;
        }
        turn.become(state.with(new Holder(turn.customer(), turn.word().at())));
        makeRoom(turn);
        if (state.dead() != null) {
            turn.tell(
                    turn.customer(),
                    AddressNews.Kind.DEAD,
                    state.dead().at(),
                    state.dead().code());
        }
        if (state.stop() == null && !state.words().isEmpty()) {
            // A stop may be under way to the customer, told before they gave the address up, and was taken back since.
            turn.tell(turn.customer(), AddressNews.Kind.RESUMED, turn.word().at(), null);
        } else if (state.stop() != null && !turn.customer().equals(state.stop().by())) {
            turn.tell(turn.customer(), AddressNews.Kind.STOPPED, state.stop().at(), null);
        }
    }

    private static void makeRoom(AddressTurn turn) {
        if (turn.state().holders().size() > MOST_HOLDERS) {
            Holder oldest = turn.state().holders().getLast();
            turn.tell(oldest.customer(), AddressNews.Kind.NOT_KEPT, turn.word().at(), null);
            turn.become(turn.state().without(oldest.customer()));
        }
    }

    /** An older registration that comes late, from a partition that lags, takes nothing from a newer one. */
    private static void register(AddressTurn turn) {
        Instant at = turn.word().at();
        Instant last = turn.state().registeredAt();
        Holder holder = turn.state().holder();
        if (holder != null && holder.customer().equals(turn.customer())) {
            if (at.isAfter(holder.since())) {
                hold(turn, at);
            }
        } else if (last != null && at.isBefore(last)) {
            turn.tell(turn.customer(), AddressNews.Kind.TAKEN, last, null);
        } else {
            turn.tellOthers(AddressNews.Kind.TAKEN, at, null);
            hold(turn, at);
        }
    }

    private static void hold(AddressTurn turn, Instant at) {
        List<Holder> one = List.of(new Holder(turn.customer(), at));
        turn.become(turn.state().withHolders(one).withRegisteredAt(at));
    }

    private static void released(AddressTurn turn) {
        if (turn.state().has(turn.customer())) {
            turn.become(turn.state().without(turn.customer()));
        }
    }

    private static void dead(AddressTurn turn) {
        Instant at = turn.word().at();
        String code = turn.word().code() == null ? NO_CODE : turn.word().code();
        if (!turn.address().isShared()) {
            gone(turn, at, code);
        } else if (turn.state().dead() == null) {
            turn.become(turn.state().withDead(new Dead(code, at)));
            turn.tellOthers(AddressNews.Kind.DEAD, at, code);
        }
    }

    /** A report from before the device was registered says nothing of it; registered again, it is alive. */
    private static void gone(AddressTurn turn, Instant at, String code) {
        Holder holder = turn.state().holder();
        if (holder != null
                && (holder.customer().equals(turn.customer()) || holder.since().isBefore(at))) {
            turn.tellOthers(AddressNews.Kind.DEAD, at, code);
            turn.become(turn.state().without(holder.customer()));
        }
    }

    private static void stopped(AddressTurn turn) {
        Stop before = turn.state().stop();
        Instant at = turn.word().at();
        if (before == null || before.at().isBefore(at)) {
            boolean nobodys = before != null && before.by() == null; // whose word was first, or the address's own
            turn.become(turn.state().withStop(new Stop(at, nobodys ? null : turn.customer())));
            turn.tellOthers(AddressNews.Kind.STOPPED, at, null);
        }
    }

    /** Others who have the address answer for themselves alone. */
    private static void resumed(AddressTurn turn) {
        Stop stop = turn.state().stop();
        if (stop != null
                && turn.customer().equals(stop.by())
                && !turn.word().at().isBefore(stop.at())) {
            long word = Event.fingerprint(
                    turn.customer().toString(), String.valueOf(turn.word().at()));
            turn.become(turn.state().withStop(null).withWord(word));
            turn.tellOthers(AddressNews.Kind.RESUMED, turn.word().at(), null);
        }
    }
}
