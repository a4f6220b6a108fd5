package dev.vestnik.rules.decide;

import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.address.AddressWord.Kind;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.Reach;
import dev.vestnik.rules.customer.Suppression;
import dev.vestnik.rules.definition.FeatureLevel;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the owners of addresses which ones the customer has, and what holds for others who have them too: that it is dead, that marketing
 * to it was stopped. A decision that changes none of this costs two comparisons.
 */
final class AddressWords {
    private static final List<Channel> SHARED = List.of(Channel.SMS, Channel.EMAIL);

    private AddressWords() {}

    /**
     * Follows profile and devices from what they were before this decision. Of a customer whose addresses no owner has heard of, as before
     * the feature level was raised, all of them are told.
     */
    static void follow(Turn turn, CustomerState before, Instant at) {
        if (!turn.allows(FeatureLevel.ADDRESSES) || !hasChanged(before, turn.state())) {
            return;
        }
        CustomerState from = before.reach().told() ? before : CustomerState.NEW;
        boolean moved = from.devices() != turn.state().devices();
        if (moved) {
            devices(turn, from, at);
        }
        for (Channel channel : SHARED) {
            String had = Addresses.of(from, channel);
            String has = Addresses.of(turn.state(), channel);
            if (!Objects.equals(had, has)) {
                moved = true;
                if (isSame(turn, channel, had, has)) {
                    respelled(
                            turn,
                            channel,
                            Ids.hash(Objects.requireNonNull(had)),
                            Ids.hash(Objects.requireNonNull(has)));
                } else {
                    contact(turn, channel, had, has, at);
                    known(turn, before, channel);
                }
            }
        }
        if (moved) {
            turn.become(turn.state().withReach(current(turn.state())));
        }
    }

    /** Whether both are one address to its owner: an e-mail address in other letters. */
    private static boolean isSame(Turn turn, Channel channel, @Nullable String had, @Nullable String has) {
        String shop = turn.customer().shop();
        return had != null
                && has != null
                && AddressKey.of(shop, channel, had).equals(AddressKey.of(shop, channel, has));
    }

    private static void respelled(Turn turn, Channel channel, long had, long has) {
        Reach reach = turn.state().reach();
        Reach.Stop stop = reach.stop(channel, had);
        if (stop != null) {
            Reach.Stop same = new Reach.Stop(channel, has, stop.at());
            turn.become(turn.state().withReach(reach.resumed(channel, had).stopped(same)));
        }
    }

    private static boolean hasChanged(CustomerState before, CustomerState after) {
        return before.profile() != after.profile()
                || before.devices() != after.devices()
                || !after.reach().told() && hasAddress(after);
    }

    private static boolean hasAddress(CustomerState state) {
        return state.profile().phone() != null
                || state.profile().email() != null
                || !state.devices().isEmpty();
    }

    private static void contact(Turn turn, Channel channel, @Nullable String had, @Nullable String has, Instant at) {
        if (had != null) {
            tell(turn, channel, had, Kind.RELEASED, at, null);
        }
        if (has != null) {
            tell(turn, channel, has, Kind.CLAIMED, at, null);
        }
    }

    /** Tells the owner of an address that is claimed now what the customer knows of it, and the owner may not. */
    private static void known(Turn turn, CustomerState before, Channel channel) {
        String has = Addresses.of(turn.state(), channel);
        if (has == null) {
            return;
        }
        Suppression dead = Addresses.suppression(turn.state(), channel, has);
        if (dead != null) {
            tell(turn, channel, has, Kind.DEAD, dead.at(), dead.reason());
        }
        Consent general = general(turn.state().consents(), channel);
        boolean saidOfIt = has.equals(Addresses.of(before, channel)); // before owners were told
        if (saidOfIt && general != null && isStop(general, channel)) {
            tell(turn, channel, has, Kind.STOPPED, general.at(), null);
        }
    }

    private static void devices(Turn turn, CustomerState from, Instant at) {
        Set<String> had = addresses(from);
        Set<String> has = addresses(turn.state());
        for (String device : had) {
            if (!has.contains(device)) {
                tell(turn, Channel.PUSH, device, Kind.RELEASED, at, null);
            }
        }
        for (String device : has) {
            if (!had.contains(device)) {
                Instant registeredAt = turn.state().reach().registeredAt(Ids.hash(device));
                tell(turn, Channel.PUSH, device, Kind.CLAIMED, registeredAt, null);
            }
        }
    }

    private static Set<String> addresses(CustomerState state) {
        return state.devices().stream().map(Device::address).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The reach without registrations and stops of addresses that the customer does not have any more. */
    static Reach current(CustomerState state) {
        Set<Long> devices = state.devices().stream()
                .map(device -> Ids.hash(device.address()))
                .collect(Collectors.toSet());
        return new Reach(
                hasAddress(state),
                state.reach().registrations().stream()
                        .filter(one -> devices.contains(one.device()))
                        .toList(),
                state.reach().stops().stream()
                        .filter(stop -> Addresses.is(state, stop.channel(), stop.address()))
                        .toList());
    }

    /** Remembers when a device was registered, also again: an app does so at each start. */
    static void registered(Turn turn, Device device) {
        if (turn.allows(FeatureLevel.ADDRESSES)) {
            CustomerState state = turn.state();
            Instant at = turn.cause().causedAt();
            turn.become(state.withReach(state.reach().registered(Ids.hash(device.address()), at)));
        }
    }

    /** A "no" to all topics of one channel is a stop of the address, and the "yes" that follows it takes it back. */
    static void consented(Turn turn, Consent consent, List<Consent> before) {
        if (consent.topic() != null || !turn.allows(FeatureLevel.ADDRESSES)) {
            return;
        }
        for (Channel channel : SHARED) {
            String address = Addresses.of(turn.state(), channel);
            if (address != null && isStop(consent, channel)) {
                tell(turn, channel, address, Kind.STOPPED, consent.at(), null);
            } else if (address != null && consent.granted() && covers(consent, channel) && hasStop(before, channel)) {
                tell(turn, channel, address, Kind.RESUMED, consent.at(), null);
            }
        }
    }

    private static boolean isStop(Consent consent, Channel channel) {
        return !consent.granted() && consent.topic() == null && consent.channel() == channel;
    }

    private static boolean covers(Consent consent, Channel channel) {
        return consent.channel() == null || consent.channel() == channel;
    }

    private static boolean hasStop(List<Consent> consents, Channel channel) {
        return consents.stream().anyMatch(consent -> isStop(consent, channel));
    }

    private static @Nullable Consent general(List<Consent> consents, Channel channel) {
        return consents.reversed().stream()
                .filter(consent -> consent.topic() == null && covers(consent, channel))
                .findFirst()
                .orElse(null);
    }

    /** An address that the customer has is dead. */
    static void dead(Turn turn, Channel channel, String address, Instant at, @Nullable String code) {
        if (turn.allows(FeatureLevel.ADDRESSES)) {
            tell(turn, channel, address, Kind.DEAD, at, code);
        }
    }

    /** The customer registered this device after the one to whom its owner gave it. */
    static void claimAgain(Turn turn, Device device, Instant registeredAt) {
        tell(turn, Channel.PUSH, device.address(), Kind.CLAIMED, registeredAt, null);
    }

    private static void tell(Turn turn, Channel channel, String address, Kind kind, Instant at, @Nullable String code) {
        AddressKey key = AddressKey.of(turn.customer().shop(), channel, address);
        turn.bringAbout(new Effect.TellAddress(key, new AddressWord(kind, turn.customer(), at, code)));
    }
}
