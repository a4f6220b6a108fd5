package dev.vestnik.rules.verification;

import dev.vestnik.rules.verification.VerificationRows.ContactRow;
import dev.vestnik.rules.verification.VerificationRows.Place;
import dev.vestnik.rules.verification.VerificationRows.PlaceRow;
import dev.vestnik.rules.verification.VerificationRows.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One decision about a shop's codes in the making: what it changes is seen at once. */
final class VerificationTurn {
    private final VerificationRows before;
    private final Map<String, ContactRow> contacts = new HashMap<>();
    private final Map<Long, PlaceRow> places = new HashMap<>();
    private final Instant now;
    private VerificationState state;

    VerificationTurn(VerificationState state, VerificationRows before, Instant now) {
        this.state = state;
        this.before = before;
        this.now = now;
    }

    Instant now() {
        return now;
    }

    VerificationState state() {
        return state;
    }

    void become(VerificationState other) {
        state = other;
    }

    @Nullable
    ContactState contact(String name) {
        ContactRow changed = contacts.get(name);
        return changed == null ? before.contact(name) : changed.state();
    }

    /** Keeps what is new of an address, and gives one that was not there a place in the queue. */
    void put(String name, ContactState contact) {
        if (contact(name) == null) {
            enqueue(new Place(name, contact.forgottenAt()));
        }
        contacts.put(name, new ContactRow(name, contact));
        if (state.lookAt() == null) {
            become(state.lookingAt(contact.forgottenAt()));
        }
    }

    private void enqueue(Place place) {
        places.put(state.next(), new PlaceRow(state.next(), place));
        become(state.tookPlace());
    }

    /** Forgets addresses whose time is over, so many at most; those that were used since wait on. */
    void forget(int most) {
        for (int i = 0; i < most && state.first() < state.next(); i++) {
            Place place = place(state.first());
            if (place != null && place.at().isAfter(now)) {
                return;
            }
            places.put(state.first(), new PlaceRow(state.first(), null));
            become(state.gavePlace());
            if (place != null) {
                look(place.contact());
            }
        }
    }

    private void look(String name) {
        ContactState contact = contact(name);
        if (contact == null) {
            return;
        }
        if (contact.forgottenAt().isAfter(now)) {
            enqueue(new Place(name, contact.forgottenAt()));
        } else {
            contacts.put(name, new ContactRow(name, null));
        }
    }

    /** When the next one of the queue is to be looked at; null: nobody waits. */
    @Nullable
    Instant nextLook() {
        Place place = state.first() < state.next() ? place(state.first()) : null;
        return place == null ? null : place.at();
    }

    private @Nullable Place place(long number) {
        PlaceRow changed = places.get(number);
        return changed == null ? before.place(number) : changed.place();
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>(contacts.values());
        rows.addAll(places.values());
        return rows;
    }
}
