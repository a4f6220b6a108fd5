package dev.vestnik.rules.settings;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code caps}: {@code [{max, per, channel, class, topic}]}. */
final class CapReader {
    /** Each is looked at for each message. */
    private static final int MOST = 20;

    /** The most that a customer's state can count. */
    private static final int LARGEST = 100;

    /** So long a customer's counts are kept at most. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private CapReader() {}

    static List<Cap> read(Place place) {
        List<Place> elements = place.elements();
        if (elements.size() > MOST) {
            place.fault("has more than " + MOST + " caps");
            return List.of();
        }
        List<Cap> all = new ArrayList<>();
        for (Place element : elements) {
            Cap one = one(element);
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }

    private static @Nullable Cap one(Place place) {
        if (!place.map()) {
            return null;
        }
        place.only(List.of("max", "per", "channel", "class", "topic"));
        Integer max = place.at("max").required() ? place.at("max").number(1, LARGEST) : null;
        Duration per = place.at("per").required() ? place.at("per").duration() : null;
        if (per != null && per.compareTo(LONGEST) > 0) {
            place.at("per").fault("must be at most P30D");
        }
        Channel channel = place.at("channel").choice(QuietHoursReader.CHANNELS);
        JourneyClass messageClass = place.at("class").choice(QuietHoursReader.CLASSES);
        String topic = topic(place.at("topic"));
        return max == null || per == null
                ? null
                : new Cap(max, per, channel, messageClass == null ? JourneyClass.MARKETING : messageClass, topic);
    }

    private static @Nullable String topic(Place place) {
        String topic = place.present() ? place.requiredText() : null;
        if (topic != null && !DocumentId.isValid(topic)) {
            place.fault("must be a journey's topic: " + DocumentId.RULE);
        }
        return topic;
    }
}
