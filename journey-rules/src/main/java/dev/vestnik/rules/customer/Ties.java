package dev.vestnik.rules.customer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The other keys of the same person, from {@link dev.vestnik.rules.definition.FeatureLevel#LANGUAGE} on; immutable. A visitor who was
 * identified has a departure, a customer all the rest.
 *
 * @param expected visitors who were asked to move in
 * @param joined visitors who have moved in: their keys forward what is still said to them
 * @param erasure of the customer, while visitors' keys may still hold something; null for none
 */
public record Ties(
        @Nullable Departure departure,
        List<Expected> expected,
        List<Joined> joined,
        @Nullable Erasure erasure) {
    public static final Ties NONE = new Ties(null, List.of(), List.of(), null);

    public Ties {
        expected = List.copyOf(expected);
        joined = List.copyOf(joined);
    }

    /**
     * This visitor has moved to a customer.
     *
     * @param move names the request; another one for each
     * @param sentAt when the state was last sent
     * @param until when this key stops forwarding
     * @param left what was sent, until the customer confirms it; null from then on
     */
    public record Departure(
            CustomerKey to,
            UUID move,
            Instant sentAt,
            Instant until,
            @Nullable CustomerState left) {

        /** The same, with nothing left here. */
        public Departure confirmed() {
            return new Departure(to, move, sentAt, until, null);
        }
    }

    /** @param until when the customer does not expect the visitor any more */
    public record Expected(CustomerKey visitor, UUID move, Instant until) {}

    /**
     * @param move under which the visitor came last
     * @param at when that was
     * @param until when the visitor's key stops forwarding
     */
    public record Joined(CustomerKey visitor, UUID move, Instant at, Instant until) {}

    /**
     * @param recordedAt Kafka's timestamp of the event: what visitors' keys heard before and hand on later is of the erased one
     * @param pending visitors' keys that have not said yet that they have nothing any more
     */
    public record Erasure(Instant recordedAt, List<CustomerKey> pending, Instant until) {
        public Erasure {
            pending = List.copyOf(pending);
        }
    }

    public Ties withDeparture(@Nullable Departure other) {
        return new Ties(other, expected, joined, erasure);
    }

    public Ties withExpected(List<Expected> other) {
        return new Ties(departure, other, joined, erasure);
    }

    public Ties withJoined(List<Joined> other) {
        return new Ties(departure, expected, other, erasure);
    }

    public Ties withErasure(@Nullable Erasure other) {
        return new Ties(departure, expected, joined, other);
    }

    /** Null where this visitor is not expected. */
    public @Nullable Expected expected(CustomerKey visitor) {
        return expected.stream()
                .filter(one -> one.visitor().equals(visitor))
                .findFirst()
                .orElse(null);
    }

    /** Null where this visitor has not moved in. */
    public @Nullable Joined joined(CustomerKey visitor) {
        return joined.stream()
                .filter(one -> one.visitor().equals(visitor))
                .findFirst()
                .orElse(null);
    }

    /** The ties without the expectation of this visitor. */
    public Ties without(Expected gone) {
        return withExpected(expected.stream().filter(one -> !one.equals(gone)).toList());
    }

    /** The visitor's new arrival in the place of the one before. */
    public Ties with(Joined arrival) {
        return withJoined(Stream.concat(
                        joined.stream().filter(one -> !one.visitor().equals(arrival.visitor())), Stream.of(arrival))
                .toList());
    }

    /** The keys of all visitors who are, or may come to be, the customer. */
    public List<CustomerKey> visitors() {
        return Stream.concat(
                        joined.stream().map(Joined::visitor), expected.stream().map(Expected::visitor))
                .distinct()
                .toList();
    }

    /** The keys of all visitors that may hold something of the customer, also from before an erasure. */
    public List<CustomerKey> holders() {
        return erasure == null
                ? visitors()
                : Stream.concat(visitors().stream(), erasure.pending().stream())
                        .distinct()
                        .toList();
    }

    /** Whether there is no other key. */
    public boolean isEmpty() {
        return departure == null && expected.isEmpty() && joined.isEmpty() && erasure == null;
    }
}
