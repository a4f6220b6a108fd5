package dev.vestnik.rules.customer;

import dev.vestnik.rules.channel.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words and news that the customer and the owners of the customer's addresses have told each other, from
 * {@link dev.vestnik.rules.definition.FeatureLevel#ADDRESSES} on; immutable. Addresses are 64 bits of their hash.
 *
 * @param told whether the owners know who has these addresses
 * @param registrations when devices were last registered; one without an entry was at a time that nobody knows
 * @param stops of the customer's addresses, said by others who have them
 */
public record Reach(boolean told, List<Registration> registrations, List<Stop> stops) {
    public static final Reach NONE = new Reach(false, List.of(), List.of());

    /** A device's last registration. */
    public record Registration(long device, Instant at) {}

    /** No marketing goes to the address, but for what the customer allowed later. */
    public record Stop(Channel channel, long address, Instant at) {}

    public Reach {
        registrations = List.copyOf(registrations);
        stops = List.copyOf(stops);
    }

    public Reach withTold(boolean other) {
        return new Reach(other, registrations, stops);
    }

    public Reach withRegistrations(List<Registration> other) {
        return new Reach(told, other, stops);
    }

    public Reach withStops(List<Stop> other) {
        return new Reach(told, registrations, other);
    }

    /** The device's registration in the place of the one before. */
    public Reach registered(long device, Instant at) {
        List<Registration> all = new ArrayList<>(registrations);
        all.removeIf(one -> one.device() == device);
        all.add(new Registration(device, at));
        return withRegistrations(all);
    }

    /** {@link Instant#EPOCH} where nobody knows. */
    public Instant registeredAt(long device) {
        for (Registration registration : registrations) {
            if (registration.device() == device) {
                return registration.at();
            }
        }
        return Instant.EPOCH;
    }

    /** Null where the address is not stopped. */
    public @Nullable Stop stop(Channel channel, long address) {
        for (Stop stop : stops) {
            if (stop.channel() == channel && stop.address() == address) {
                return stop;
            }
        }
        return null;
    }

    /** The address's stop in the place of the one before. */
    public Reach stopped(Stop stop) {
        List<Stop> all = new ArrayList<>(resumed(stop.channel(), stop.address()).stops());
        all.add(stop);
        return withStops(all);
    }

    /** The reach without a stop of this address. */
    public Reach resumed(Channel channel, long address) {
        return withStops(stops.stream()
                .filter(stop -> stop.channel() != channel || stop.address() != address)
                .toList());
    }

    /** Whether nothing was told. */
    public boolean isEmpty() {
        return equals(NONE);
    }
}
