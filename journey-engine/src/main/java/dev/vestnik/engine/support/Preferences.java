package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Wishes;
import dev.vestnik.rules.gate.ConsentRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a customer gets, as the page of preferences shows it: of the marketing alone, since news of an order cannot be chosen. Of a profile it
 * has the language and nothing else: whoever has the link may see it.
 *
 * @param channels those in which the customer can be reached, and whether marketing goes there
 * @param topics those of the shop's journeys, and whether the customer gets them
 * @param frequency {@code daily}, {@code weekly}, {@code monthly}; null: as the shop likes
 * @param pausedUntil an instant; null: no pause
 * @param tracked whether clicks and openings may be counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Preferences(
        @Nullable String locale,
        SortedMap<String, Boolean> channels,
        SortedMap<String, Boolean> topics,
        @Nullable String frequency,
        @Nullable String pausedUntil,
        boolean tracked) {

    static Preferences of(CustomerState state, SortedSet<String> topics) {
        SortedMap<String, Boolean> channels = new TreeMap<>();
        for (Channel channel : reached(state)) {
            channels.put(channel.label(), isOn(state.consents(), channel, topics));
        }
        SortedMap<String, Boolean> chosen = new TreeMap<>();
        topics.forEach(topic -> chosen.put(topic, isOn(state, topic)));
        Object locale = state.profile().fields().get("locale");
        return new Preferences(
                locale instanceof String text ? text : null,
                channels,
                chosen,
                attribute(state, Wishes.FREQUENCY),
                attribute(state, Wishes.PAUSED_UNTIL),
                reached(state).stream().allMatch(channel -> ConsentRule.letsTrack(state.consents(), channel)));
    }

    /** The channels for which the customer has an address. */
    static List<Channel> reached(CustomerState state) {
        List<Channel> channels = new ArrayList<>();
        if (state.profile().email() != null) {
            channels.add(Channel.EMAIL);
        }
        if (state.profile().phone() != null) {
            channels.add(Channel.SMS);
        }
        if (!state.devices().isEmpty()) {
            channels.add(Channel.PUSH);
        }
        return channels;
    }

    private static boolean isOn(List<Consent> consents, Channel channel, SortedSet<String> topics) {
        return ConsentRule.marketing(consents, channel, null).granted()
                || topics.stream()
                        .anyMatch(topic ->
                                ConsentRule.marketing(consents, channel, topic).granted());
    }

    private static boolean isOn(CustomerState state, String topic) {
        return reached(state).stream()
                .anyMatch(channel ->
                        ConsentRule.marketing(state.consents(), channel, topic).granted());
    }

    private static @Nullable String attribute(CustomerState state, String name) {
        return state.profile().fields().get("attributes") instanceof Map<?, ?> attributes
                        && attributes.get(name) instanceof String text
                        && !text.isEmpty()
                ? text
                : null;
    }
}
