package dev.vestnik.rules.decide;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.address.AddressWord.Kind;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.History;
import dev.vestnik.rules.customer.OtherContact;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.reason.DropReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers whose owner to tell where a receipt says that a contact which is not the customer's is dead, or wants no more. */
final class OtherContacts {
    /** An order has one: a customer has this many only where a marketplace's orders are all of one. */
    static final int MOST = 50;

    /** The time after a message's last moment in which its receipts still matter. */
    private static final Duration RECEIPTS_MATTER = Duration.ofDays(7);

    private OtherContacts() {}

    /** A message goes there. */
    static void remember(Turn turn, Channel channel, String address, Instant deliverBefore) {
        long hash = Ids.hash(address);
        if (Addresses.is(turn.state(), channel, hash)) {
            return;
        }
        String owner = AddressKey.of(turn.customer().shop(), channel, address).toString();
        put(turn, channel, new OtherContact(hash, owner, deliverBefore.plus(RECEIPTS_MATTER)));
    }

    /** Adds one to which a message went when the customer was a visitor; the later time counts. */
    static void unite(Turn turn, OtherContact came) {
        Channel channel = AddressKey.parse(came.owner()).channel();
        boolean known = turn.state().memory().history().contacts().stream()
                .anyMatch(one -> one.address() == came.address() && !one.until().isBefore(came.until()));
        if (!known && !Addresses.is(turn.state(), channel, came.address())) {
            put(turn, channel, came);
        }
    }

    /** The one that is forgotten first at the front, which makes room. */
    private static void put(Turn turn, Channel channel, OtherContact contact) {
        History history = turn.state().memory().history();
        List<OtherContact> all = new ArrayList<>();
        for (OtherContact other : history.contacts()) {
            if (other.address() != contact.address()) {
                all.add(other);
            }
        }
        all.add(contact);
        all.sort(Comparator.comparing(OtherContact::until));
        if (all.size() > MOST) {
            all.removeFirst();
            StateBounds.drop(turn, DropReason.CONTACT_NOT_KEPT, null, Map.of("channel", channel.label()));
        }
        turn.become(turn.state().withMemory(turn.state().memory().withHistory(history.withContacts(all))));
    }

    /** Tells the owner of the contact that a message went to; does nothing where it is the customer's own, or forgotten. */
    static void tell(Turn turn, Outstanding message, Kind kind, Instant at, @Nullable String code) {
        for (OtherContact contact : turn.state().memory().history().contacts()) {
            if (contact.address() == message.address()) {
                turn.bringAbout(new Effect.TellAddress(
                        AddressKey.parse(contact.owner()), new AddressWord(kind, turn.customer(), at, code)));
                return;
            }
        }
    }
}
