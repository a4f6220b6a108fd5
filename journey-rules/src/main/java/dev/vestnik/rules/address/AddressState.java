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
 * @param words fingerprints of the last words about marketing: those from the address itself may come again, and stops that were taken back
 *     may still be under way to customers
 * @param forgetAt when all of this is forgotten; null while somebody has the address
 */
public record AddressState(
        List<Holder> holders,
        @Nullable Instant registeredAt,
        @Nullable Dead dead,
        @Nullable Stop stop,
        List<Long> words,
        @Nullable Instant forgetAt) {
    /** A provider delivers the same message again within the hour: more words than a person says in that time. */
    private static final int MOST_WORDS = 16;

    /** An address of which nothing is known. */
    public static final AddressState NONE = new AddressState(List.of(), null, null, null, List.of(), null);

    /** A customer who has it. */
    public record Holder(CustomerKey customer, Instant since) {}

    /** @param code the provider's */
    public record Dead(String code, Instant at) {}

    /**
     * @param by who said it, and may take it back; null where that one does not have the address any more, and where it was said from the
     *     address itself
     */
    public record Stop(Instant at, @Nullable CustomerKey by) {}

    public AddressState {
        holders = List.copyOf(holders);
        words = List.copyOf(words);
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
        return new AddressState(other, registeredAt, dead, stop, words, forgetAt);
    }

    AddressState withRegisteredAt(Instant other) {
        return new AddressState(holders, other, dead, stop, words, forgetAt);
    }

    AddressState withDead(Dead other) {
        return new AddressState(holders, registeredAt, other, stop, words, forgetAt);
    }

    AddressState withStop(@Nullable Stop other) {
        return new AddressState(holders, registeredAt, dead, other, words, forgetAt);
    }

    /** The state with one more word; the oldest makes room. */
    AddressState withWord(long word) {
        List<Long> all = new ArrayList<>(words.subList(words.size() < MOST_WORDS ? 0 : 1, words.size()));
        all.add(word);
        return new AddressState(holders, registeredAt, dead, stop, all, forgetAt);
    }

    AddressState withForgetAt(@Nullable Instant other) {
        return new AddressState(holders, registeredAt, dead, stop, words, other);
    }
}
