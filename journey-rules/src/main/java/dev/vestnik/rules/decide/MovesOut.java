package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.owner.MoveWord;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.reason.Declined;
import dev.vestnik.rules.reason.MergeReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The visitor's side of a move: sends what the key has to the customer who asks for it first, keeps a copy until that is confirmed, and
 * from then on hands on what is said to the key.
 */
final class MovesOut {
    /** A move that nobody confirms, because its parts were set aside, is sent again after this time. */
    static final Duration AGAIN = Duration.ofDays(1);

    private MovesOut() {}

    /** A customer asks for what this key has. */
    static void asked(Turn turn, Signal.Asked ask) {
        UUID move = MovesIn.move(ask.askId());
        CustomerKey customer = customer(ask.asker());
        if (move == null || customer == null || !MovesIn.isVisitor(turn.customer()) || MovesIn.isVisitor(customer)) {
            return;
        }
        Ties.Departure departure = turn.state().ties().departure();
        if (departure == null) {
            leave(turn, customer, move);
        } else if (departure.to().equals(customer)) {
            CustomerState left = departure.left();
            send(turn, customer, move, left, left == null ? CustomerState.NEW : left);
        } else {
            turn.bringAbout(new Effect.Refuse(
                    ask.askId(), ask.asker(), Declined.OTHERS_VISITOR, "the visitor is another customer"));
        }
    }

    private static @Nullable CustomerKey customer(String asker) {
        try {
            return CustomerKey.parse(asker);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void leave(Turn turn, CustomerKey customer, UUID move) {
        CustomerState all = ErasureMark.without(turn.state())
                .withArmed(Armed.NONE)
                .withTies(Ties.NONE)
                .withTimelineNext(0);
        turn.become(ErasureMark.alone(turn.state()));
        turn.record(
                Outcome.MERGED,
                MergeReason.MOVED_OUT,
                null,
                null,
                List.of(),
                Map.of("customer", customer.customerId()));
        send(turn, customer, move, all.isEmpty() ? null : all, all);
    }

    private static void send(Turn turn, CustomerKey to, UUID move, @Nullable CustomerState left, CustomerState all) {
        Instant until = turn.now().plus(MovesIn.FORWARDED);
        become(turn, new Ties.Departure(to, move, turn.now(), until, left));
        turn.bringAbout(new Effect.MoveOut(to, move, all));
    }

    private static void become(Turn turn, Ties.Departure departure) {
        turn.become(turn.state().withTies(Ties.NONE.withDeparture(departure)));
    }

    /** Decides for a key whose visitor has moved out: hands on what is said to it. */
    static void forward(Turn turn, Signal signal, Ties.Departure departure) {
        switch (signal) {
            case Signal.Happened(var event, var recordedAt)
            when event.type().equals(ProfileRules.ERASED) -> forget(turn, departure);
            case Signal.Happened happened -> relay(turn, departure);
            case Signal.Receipt receipt -> relay(turn, departure);
            case Signal.Granted granted -> relay(turn, departure);
            case Signal.Refused refused -> relay(turn, departure);
            case Signal.Wrote wrote -> relay(turn, departure);
            case Signal.Redeemed redeemed -> relay(turn, departure);
            case Signal.Informed informed -> relay(turn, departure); // a turn in a waiting list is given once
            case Signal.Asked ask when ask.request() instanceof Request.MoveOut -> asked(turn, ask);
            case Signal.Asked ask -> relay(turn, departure);
            case Signal.Woken woken -> woken(turn, departure);
            case Signal.MoveSaid said -> said(turn, said);
            case Signal.Redefined redefined -> {} // nobody runs here
            case Signal.Launched launched -> {} // the customer is reached under their own key
            case Signal.Heard heard -> {} // the customer has claimed the address, and is told
            case Signal.MovedIn moved -> {} // a visitor asks nobody
            case Signal.Relayed relayed -> {} // nobody relays to a visitor
        }
    }

    private static void relay(Turn turn, Ties.Departure departure) {
        turn.bringAbout(new Effect.Relay(departure.to()));
    }

    /** The key's own erasure: the customer, who has an erasure of their own, keeps what has arrived. */
    private static void forget(Turn turn, Ties.Departure departure) {
        become(turn, departure.confirmed());
        ErasureMark.set(turn);
        turn.bringAbout(new Effect.Erase());
    }

    private static void woken(Turn turn, Ties.Departure departure) {
        turn.become(turn.state().withArmed(Armed.NONE));
        CustomerState left = departure.left();
        if (!departure.until().isAfter(turn.now())) {
            turn.become(ErasureMark.alone(turn.state()));
        } else if (left != null && !departure.sentAt().plus(AGAIN).isAfter(turn.now())) {
            become(turn, new Ties.Departure(departure.to(), departure.move(), turn.now(), departure.until(), left));
            turn.bringAbout(new Effect.MoveOut(departure.to(), departure.move(), left));
        }
    }

    /** The word of the other key about a move; also to a key that has moved nowhere, or to somebody else. */
    static void said(Turn turn, Signal.MoveSaid said) {
        Ties.Departure departure = turn.state().ties().departure();
        Ties.Departure there = departure != null && departure.to().equals(said.from()) ? departure : null;
        boolean now = there != null && there.move().equals(said.move());
        switch (said.word()) {
            case TAKEN -> {
                if (there != null && now && there.left() != null) {
                    become(turn, there.confirmed());
                }
            }
            case DISCARDED -> {
                if (there != null && now) {
                    erase(turn, there);
                }
            }
            case ERASE -> {
                if (there != null) {
                    erase(turn, there);
                }
                turn.bringAbout(new Effect.TellMove(said.from(), said.move(), MoveWord.ERASED));
            }
            case ERASED -> MovesIn.visitorErased(turn, said.from());
        }
    }

    private static void erase(Turn turn, Ties.Departure departure) {
        if (departure.left() != null) {
            HeldOffers.forget(turn, departure.left().memory().history().offers());
        }
        turn.become(CustomerState.NEW.withTimelineNext(turn.state().timelineNext()));
        ErasureMark.set(turn);
        turn.bringAbout(new Effect.Erase());
    }

    /** The time of the wake-up of a key that forwards. */
    static Instant due(Ties.Departure departure) {
        Instant again = departure.sentAt().plus(AGAIN);
        return departure.left() != null && again.isBefore(departure.until()) ? again : departure.until();
    }
}
