package dev.vestnik.rules.address;

import dev.vestnik.rules.address.AddressDecided.Told;
import dev.vestnik.rules.address.AddressState.Holder;
import dev.vestnik.rules.customer.CustomerKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One decision of an address in the making. */
final class AddressTurn {
    private final AddressKey address;
    private final AddressWord word;
    private final List<Told> told = new ArrayList<>(2);
    private AddressState state;

    AddressTurn(AddressKey address, AddressState state, AddressWord word) {
        this.address = address;
        this.state = state;
        this.word = word;
    }

    AddressKey address() {
        return address;
    }

    AddressWord word() {
        return word;
    }

    CustomerKey customer() {
        return word.customer();
    }

    AddressState state() {
        return state;
    }

    void become(AddressState other) {
        state = other;
    }

    void tell(CustomerKey customer, AddressNews.Kind kind, Instant at, @Nullable String code) {
        told.add(new Told(customer, new AddressNews(address, kind, at, code)));
    }

    /** Tells every customer who has the address, except the one whose word it is. */
    void tellOthers(AddressNews.Kind kind, Instant at, @Nullable String code) {
        for (Holder holder : state.holders()) {
            if (!holder.customer().equals(word.customer())) {
                tell(holder.customer(), kind, at, code);
            }
        }
    }

    AddressDecided decided() {
        return new AddressDecided(state, told);
    }
}
