package dev.vestnik.rules.settings;

import dev.vestnik.rules.channel.Channel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * At most so many marketing messages of all customers together.
 *
 * @param id names it among those of its shop; what was spent goes by it
 * @param daily whether it begins anew each day of the shop's zone
 * @param channel whose messages count; null: those of all channels
 * @param journeys whose messages count; empty: those of all journeys
 */
public record Budget(
        String id, int max, boolean daily, @Nullable Channel channel, Set<String> journeys) {
    public Budget {
        journeys = Set.copyOf(journeys);
    }

    /** Whether it counts such messages. */
    public boolean counts(Channel ofChannel, String ofJourney) {
        return (channel == null || channel == ofChannel) && (journeys.isEmpty() || journeys.contains(ofJourney));
    }
}
