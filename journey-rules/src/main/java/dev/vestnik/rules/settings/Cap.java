package dev.vestnik.rules.settings;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * At most so many messages to a customer in any time of this length, over all journeys.
 *
 * @param channel whose messages count; null: those of all channels
 * @param messageClass likewise
 * @param topic likewise, of the journey; null: whatever the topic
 */
public record Cap(
        int max,
        Duration per,
        @Nullable Channel channel,
        JourneyClass messageClass,
        @Nullable String topic) {
    /** Nobody wants a hundred service messages a day in one channel: a journey runs in a circle. */
    static final int SAFETY_MAX = 100;

    static final Duration SAFETY_PER = Duration.ofDays(1);

    /** The one against loops that holds for messages of class service where the settings have none for them. */
    static Cap safety(Channel channel) {
        return new Cap(SAFETY_MAX, SAFETY_PER, channel, JourneyClass.SERVICE, null);
    }

    /** Whether it counts such messages. */
    public boolean counts(Channel ofChannel, JourneyClass ofClass, @Nullable String ofTopic) {
        return messageClass == ofClass
                && (channel == null || channel == ofChannel)
                && (topic == null || topic.equals(ofTopic));
    }

    /** The longest time that any of these looks at. */
    public static Duration longest(List<Cap> caps) {
        Duration longest = Duration.ZERO;
        for (Cap cap : caps) {
            longest = cap.per().compareTo(longest) > 0 ? cap.per() : longest;
        }
        return longest;
    }

    /** Its name in decisions: {@code 3 per P7D, sms, news}. */
    public String inWords() {
        return max + " per " + per + (channel == null ? "" : ", " + channel.label())
                + (topic == null ? "" : ", " + topic);
    }
}
