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

    /** How long after a message's last moment its receipts still matter. */
    private static final Duration RECEIPTS_MATTER = Duration.ofDays(7);

    private OtherContacts() {}

    /** A message goes there. */
    static void remember(Turn turn, Channel channel, String address, Instant deliverBefore) {
        long hash = Ids.hash(address);
        if (Addresses.is(turn.state(), channel, hash)) {
            return;
        }
        History history = turn.state().memory().history();
        List<OtherContact> all = new ArrayList<>();
        for (OtherContact other : history.contacts()) {
            if (other.address() != hash) {
                all.add(other);
            }
        }
        String owner = AddressKey.of(turn.customer().shop(), channel, address).toString();
        all.add(new OtherContact(hash, owner, deliverBefore.plus(RECEIPTS_MATTER)));
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
