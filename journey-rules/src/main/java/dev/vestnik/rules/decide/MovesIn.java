package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Ties;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.owner.MoveWord;
import dev.vestnik.rules.owner.Owner;
import dev.vestnik.rules.owner.OwnerKind;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.reason.MergeReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customer's side of a visitor's move: asks the visitor's key for what it has, takes that once and all together, and confirms it. A
 * move that the customer does not expect, having been erased since, is discarded.
 */
final class MovesIn {
    /** The time for which events are kept: a visitor's, from before the identification, may come so much later. */
    static final Duration FORWARDED = Duration.ofDays(31);

    /** Shops identify at each visit: an identification again makes the visitor's key forward for longer, at most once in this time. */
    private static final Duration RENEWED = Duration.ofDays(1);

    /** Visitors of a customer at a time: a browser more each day fits; with ids of the longest kind it is some 100 kB. */
    static final int MOST_VISITORS = 100;

    private static final int LONGEST_ID = 1_000;
    private static final String ASK = "move/";
    private static final String VISITOR = "visitor";
    private static final String ERASURE = "erasure";

    private MovesIn() {}

    /** The customer was identified as a visitor. True where a repetition of the event must not have an effect again. */
    static boolean identified(Turn turn, Event event) {
        CustomerKey visitor = visitor(turn, event);
        if (visitor == null || !turn.allows(FeatureLevel.LANGUAGE)) {
            return false;
        }
        if (isVisitor(turn.customer())) {
            refuse(turn, visitor, MergeReason.NOT_A_CUSTOMER);
        } else if (!isKnown(turn, visitor)) {
            ask(turn, visitor, event);
        }
        return true;
    }

    static boolean isVisitor(CustomerKey key) {
        return key.customerId().startsWith("~");
    }

    private static @Nullable CustomerKey visitor(Turn turn, Event event) {
        if (!(event.data().get("visitorId") instanceof String id) || id.isEmpty() || id.length() > LONGEST_ID) {
            return null;
        }
        return new CustomerKey(turn.customer().shop(), id.startsWith("~") ? id : "~" + id);
    }

    private static boolean isKnown(Turn turn, CustomerKey visitor) {
        Ties ties = turn.state().ties();
        Ties.Joined joined = ties.joined(visitor);
        return ties.expected(visitor) != null
                || joined != null && joined.at().plus(RENEWED).isAfter(turn.now());
    }

    private static void ask(Turn turn, CustomerKey visitor, Event event) {
        Ties ties = turn.state().ties();
        if (ties.joined(visitor) == null && ties.visitors().size() >= MOST_VISITORS) {
            refuse(turn, visitor, MergeReason.TOO_MANY_VISITORS);
            return;
        }
        UUID move = Ids.move(turn.customer(), visitor, event.source(), event.id());
        Ties.Expected expected = new Ties.Expected(visitor, move, turn.now().plus(FORWARDED));
        turn.become(turn.state().withTies(ties.withExpected(Lists.with(ties.expected(), expected))));
        Owner owner = new Owner(OwnerKind.CUSTOMER, visitor.toString());
        turn.bringAbout(new Effect.Ask(ASK + move, owner, new Request.MoveOut()));
    }

    private static void refuse(Turn turn, CustomerKey visitor, MergeReason reason) {
        turn.record(Outcome.NOT_MERGED, reason, null, null, List.of(), Map.of(VISITOR, visitor.customerId()));
    }

    /** The move that a request names; null for a request of another kind. */
    static @Nullable UUID move(String askId) {
        if (!askId.startsWith(ASK)) {
            return null;
        }
        try {
            return UUID.fromString(askId.substring(ASK.length()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The visitor was identified as another customer before. */
    static void refused(Turn turn, UUID move) {
        Ties ties = turn.state().ties();
        ties.expected().stream()
                .filter(one -> one.move().equals(move))
                .findFirst()
                .ifPresent(expected -> {
                    turn.become(turn.state().withTies(ties.without(expected)));
                    refuse(turn, expected.visitor(), MergeReason.OF_ANOTHER);
                });
    }

    /** A visitor's state has come, all of it. */
    static void arrived(Turn turn, StepRunner runner, Signal.MovedIn arrival) {
        Ties ties = turn.state().ties();
        Ties.Expected expected = ties.expected(arrival.visitor());
        if (expected != null && expected.move().equals(arrival.move())) {
            take(turn, runner, expected, arrival);
        } else {
            Ties.Joined joined = ties.joined(arrival.visitor());
            boolean again = joined != null && joined.move().equals(arrival.move());
            tell(turn, arrival.visitor(), arrival.move(), again ? MoveWord.TAKEN : MoveWord.DISCARDED);
        }
    }

    private static void take(Turn turn, StepRunner runner, Ties.Expected expected, Signal.MovedIn arrival) {
        Instant until = turn.now().plus(FORWARDED);
        Ties ties = turn.state().ties();
        boolean first = ties.joined(arrival.visitor()) == null;
        Ties.Joined joined = new Ties.Joined(arrival.visitor(), arrival.move(), turn.now(), until);
        turn.become(turn.state().withTies(ties.without(expected).with(joined)));
        if (first || !arrival.state().isEmpty()) {
            turn.record(
                    Outcome.MERGED,
                    MergeReason.MOVED_IN,
                    null,
                    null,
                    List.of(),
                    Map.of(
                            VISITOR,
                            arrival.visitor().customerId(),
                            "runs",
                            String.valueOf(arrival.state().instances().size())));
            new Union(turn, runner, arrival.state()).unite();
            Interests.takePlaces(
                    turn, arrival.visitor(), arrival.state().memory().history().interests());
        }
        tell(turn, arrival.visitor(), arrival.move(), MoveWord.TAKEN);
    }

    /** The customer is erased, and with the customer what the visitors' keys have. */
    static void erased(Turn turn, Ties before) {
        List<CustomerKey> visitors = before.holders();
        if (visitors.isEmpty() && before.erasure() == null) {
            return;
        }
        Instant until = turn.now().plus(FORWARDED);
        Ties.Erasure erasure = new Ties.Erasure(turn.cause().causedAt(), visitors, until);
        turn.become(turn.state().withTies(Ties.NONE.withErasure(erasure)));
        for (CustomerKey visitor : visitors) {
            UUID erase = Ids.move(
                    turn.customer(),
                    visitor,
                    ERASURE,
                    String.valueOf(turn.cause().id()));
            tell(turn, visitor, erase, MoveWord.ERASE);
        }
    }

    /** A visitor's key has nothing any more. */
    static void visitorErased(Turn turn, CustomerKey visitor) {
        Ties ties = turn.state().ties();
        Ties.Erasure erasure = ties.erasure();
        if (erasure != null && erasure.pending().contains(visitor)) {
            List<CustomerKey> rest = erasure.pending().stream()
                    .filter(one -> !one.equals(visitor))
                    .toList();
            Ties.Erasure less = new Ties.Erasure(erasure.recordedAt(), rest, erasure.until());
            turn.become(turn.state().withTies(ties.withErasure(less)));
        }
    }

    private static void tell(Turn turn, CustomerKey visitor, UUID move, MoveWord word) {
        turn.bringAbout(new Effect.TellMove(visitor, move, word));
    }

    /** The ties without what has had its time. A key that runs still bear stays, since the ids of their messages are made under it. */
    static Ties tidy(Turn turn, Ties ties) {
        Instant now = turn.now();
        List<Ties.Expected> expected =
                ties.expected().stream().filter(one -> one.until().isAfter(now)).toList();
        List<Ties.Joined> joined = ties.joined().stream()
                .filter(one -> one.until().isAfter(now) || bears(turn, one.visitor()))
                .toList();
        Ties.Erasure erasure = ties.erasure() != null && ties.erasure().until().isAfter(now) ? ties.erasure() : null;
        Ties tidy = new Ties(ties.departure(), expected, joined, erasure);
        return tidy.equals(ties) ? ties : tidy;
    }

    private static boolean bears(Turn turn, CustomerKey visitor) {
        int hash = visitor.murmur2();
        return turn.state().instances().stream().anyMatch(instance -> Ids.owner(instance.id()) == hash);
    }
}
