package dev.vestnik.rules.address;

import dev.vestnik.rules.customer.CustomerKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of one address; immutable.
 *
 * @param holders the customers who have it, the newest first; of a device at most one
 * @param registeredAt of a device: the last registration that counted, whoever has it now
 * @param forgetAt when all of this is forgotten; null while somebody has the address
 */
public record AddressState(
        List<Holder> holders,
        @Nullable Instant registeredAt,
        @Nullable Dead dead,
        @Nullable Stop stop,
        @Nullable Instant forgetAt) {

    /** An address of which nothing is known. */
    public static final AddressState NONE = new AddressState(List.of(), null, null, null, null);

    /** A customer who has it. */
    public record Holder(CustomerKey customer, Instant since) {}

    /** @param code the provider's */
    public record Dead(String code, Instant at) {}

    /** @param by who said it, and may take it back; null where that one does not have the address any more */
    public record Stop(Instant at, @Nullable CustomerKey by) {}

    public AddressState {
        holders = List.copyOf(holders);
    }

    /** Whether nothing is worth keeping. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    boolean has(CustomerKey customer) {
        return holders.stream().anyMatch(holder -> holder.customer().equals(customer));
    }

    /** The customer who has a device; null for nobody. */
    @Nullable
    Holder holder() {
        return holders.isEmpty() ? null : holders.getFirst();
    }

    /** The state with one more holder, before the others. */
    AddressState with(Holder holder) {
        List<Holder> all = new ArrayList<>(holders.size() + 1);
        all.add(holder);
        all.addAll(holders);
        return withHolders(all);
    }

    /** The state without this holder. A stop that this customer said stands, but is nobody's any more. */
    AddressState without(CustomerKey customer) {
        Stop orphan = stop != null && customer.equals(stop.by()) ? new Stop(stop.at(), null) : stop;
        return withHolders(holders.stream()
                        .filter(holder -> !holder.customer().equals(customer))
                        .toList())
                .withStop(orphan);
    }

    AddressState withHolders(List<Holder> other) {
        return new AddressState(other, registeredAt, dead, stop, forgetAt);
    }

    AddressState withRegisteredAt(Instant other) {
        return new AddressState(holders, other, dead, stop, forgetAt);
    }

    AddressState withDead(Dead other) {
        return new AddressState(holders, registeredAt, other, stop, forgetAt);
    }

    AddressState withStop(@Nullable Stop other) {
        return new AddressState(holders, registeredAt, dead, other, forgetAt);
    }

    AddressState withForgetAt(@Nullable Instant other) {
        return new AddressState(holders, registeredAt, dead, stop, other);
    }
}
