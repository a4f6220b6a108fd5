package dev.vestnik.rules.gate;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether marketing messages may be sent. A consent for the topic counts before a general one, but a later general "no" ends an earlier
 * "yes" to the topic; the list is in the order in which they were said. A customer who said nothing gets no SMS and no e-mail; a
 * registered device is a "yes" to push.
 */
public final class ConsentRule {
    /** The topic of consents that is no marketing: whether the customer's clicks and openings may be counted. */
    public static final String TRACKING = "tracking";

    private ConsentRule() {}

    /**
     * @param consent that decided; null: nothing was said
     */
    public record Answer(boolean granted, @Nullable Consent consent) {

        /** Whether a consent decided, and was said after that. */
        public boolean saidAfter(Instant other) {
            return consent != null && consent.at().isAfter(other);
        }
    }

    public static Answer marketing(List<Consent> consents, Channel channel, @Nullable String topic) {
        Consent general = latest(consents, channel, null);
        Consent specific = topic == null ? null : latest(consents, channel, topic);
        if (specific != null && !specific.granted()) {
            return new Answer(false, specific);
        }
        if (general != null && !general.granted()) {
            boolean topicIsNewer = specific != null && consents.indexOf(specific) > consents.indexOf(general);
            return topicIsNewer ? new Answer(true, specific) : new Answer(false, general);
        }
        if (specific != null || general != null) {
            return new Answer(true, specific == null ? general : specific);
        }
        return new Answer(channel == Channel.PUSH, null);
    }

    /** Whether links of messages to the customer may tell of clicks: unless the customer said no to {@link #TRACKING}. */
    public static boolean letsTrack(List<Consent> consents, Channel channel) {
        Consent said = latest(consents, channel, TRACKING);
        return said == null || said.granted();
    }

    private static @Nullable Consent latest(List<Consent> consents, Channel channel, @Nullable String topic) {
        Consent latest = null;
        for (Consent consent : consents) {
            boolean applies = (consent.channel() == null || consent.channel() == channel)
                    && (topic == null ? consent.topic() == null : topic.equals(consent.topic()));
            if (applies) {
                latest = consent;
            }
        }
        return latest;
    }
}
