package dev.vestnik.rules.gate;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Wishes;
import dev.vestnik.rules.journey.JourneyClass;
import dev.vestnik.rules.settings.Cap;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The frequency caps that count a message: those of the shop, and of marketing the one that its customer has asked for. */
public final class Caps {
    private Caps() {}

    public static List<Cap> of(
            Situation situation, Channel channel, JourneyClass messageClass, @Nullable String topic) {
        List<Cap> ofShop = situation.definitions().shop().caps(channel, messageClass, topic);
        Duration every = Wishes.of(situation.state().profile()).every();
        if (every == null || messageClass == JourneyClass.SERVICE) {
            return ofShop;
        }
        Cap own = new Cap(1, every, null, JourneyClass.MARKETING, null);
        return Stream.concat(ofShop.stream(), Stream.of(own)).toList();
    }
}
