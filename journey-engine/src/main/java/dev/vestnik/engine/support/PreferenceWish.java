package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.JsonBody;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Wishes;
import dev.vestnik.rules.gate.ConsentRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The choices of a customer for the time to come.
 *
 * @param channels and topics that were shown, each with the customer's word
 * @param frequency {@code any}: as the shop likes
 * @param pauseDays 0 ends a pause; null: as before
 * @param locale null: as before
 * @param evidence the text that was shown, as proof
 */
record PreferenceWish(
        Map<String, Boolean> channels,
        Map<String, Boolean> topics,
        @Nullable String frequency,
        @Nullable Integer pauseDays,
        @Nullable String locale,
        boolean tracked,
        String evidence) {
    /** As much as the engine keeps of it. */
    private static final int LONGEST_EVIDENCE = 2_000;

    private static final String SOURCE = "preference-page";
    private static final Map<String, String> FREQUENCIES =
            Map.of("daily", "daily", "weekly", "weekly", "monthly", "monthly", "any", "");
    private static final Map<String, String> LOCALES = Map.of("ru", "ru", "en", "en");
    private static final Map<String, Integer> PAUSES = Map.of("0", 0, "7", 7, "30", 30, "90", 90);

    PreferenceWish {
        evidence = evidence.substring(0, Math.min(evidence.length(), LONGEST_EVIDENCE));
        channels = Map.copyOf(channels);
        topics = Map.copyOf(topics);
    }

    static PreferenceWish read(@Nullable String text) {
        JsonBody body = JsonBody.object(text);
        PreferenceWish wish = new PreferenceWish(
                flags(body.map("channels")),
                flags(body.map("topics")),
                body.choice("frequency", FREQUENCIES).orElse(null),
                body.choice("pauseDays", PAUSES).orElse(null),
                body.choice("locale", LOCALES).orElse(null),
                body.flag("tracked"),
                body.text("evidence"));
        body.close();
        return wish;
    }

    private static Map<String, Boolean> flags(Map<String, Object> values) {
        Map<String, Boolean> flags = new HashMap<>();
        values.forEach((name, value) -> flags.put(name, Boolean.TRUE.equals(value)));
        return flags;
    }

    /**
     * The consents that bring about what is wanted, in the order in which they have to be said: those of channels, then of topics where these
     * alone would leave another answer than the customer's. What is so already is not said again, and a yes is said of no channel and topic
     * that the customer has left as they were.
     */
    List<Consent> consents(CustomerState state, SortedSet<String> known, Instant at) {
        Said said = new Said(new ArrayList<>(state.consents()), at);
        Preferences before = Preferences.of(state, known);
        List<Channel> reached = Preferences.reached(state);
        for (Channel channel : reached) {
            if (isOn(channel) != isOn(before, channel)) {
                said.say(channel, null, isOn(channel));
            }
        }
        known.stream().filter(topics::containsKey).forEach(topic -> topic(said, topic, reached, before));
        if (tracked != before.tracked()) {
            said.say(null, ConsentRule.TRACKING, tracked);
        }
        return said.news;
    }

    private void topic(Said said, String topic, List<Channel> reached, Preferences before) {
        boolean wanted = Boolean.TRUE.equals(topics.get(topic));
        boolean isNew = wanted && !Boolean.TRUE.equals(before.topics().get(topic));
        for (Channel channel : reached) {
            boolean on = wanted && isOn(channel);
            boolean mayBeGranted = isNew || !isOn(before, channel);
            if (on != said.isGranted(channel, topic) && (!on || mayBeGranted)) {
                said.say(channel, topic, on);
            }
        }
        List<Channel> ways = wanted ? reached.stream().filter(this::isOn).toList() : List.of();
        if (ways.stream().noneMatch(channel -> said.isGranted(channel, topic))) {
            ways.forEach(channel -> said.say(channel, topic, true)); // the only way that it had is off now
        }
    }

    private static boolean isOn(Preferences before, Channel channel) {
        return Boolean.TRUE.equals(before.channels().get(channel.label()));
    }

    private boolean isOn(Channel channel) {
        return Boolean.TRUE.equals(channels.get(channel.label()));
    }

    /** The attributes of the profile that change. */
    Map<String, Object> attributes(Instant now) {
        Map<String, Object> changed = new HashMap<>();
        if (frequency != null) {
            changed.put(Wishes.FREQUENCY, frequency);
        }
        if (pauseDays != null) {
            changed.put(
                    Wishes.PAUSED_UNTIL,
                    pauseDays == 0 ? "" : now.plus(Duration.ofDays(pauseDays)).toString());
        }
        return changed;
    }

    /** Consents as they will be, and those that are new among them. */
    private final class Said {
        private final List<Consent> all;
        private final List<Consent> news = new ArrayList<>();
        private final Instant at;

        Said(List<Consent> all, Instant at) {
            this.all = all;
            this.at = at;
        }

        boolean isGranted(Channel channel, String topic) {
            return ConsentRule.marketing(all, channel, topic).granted();
        }

        void say(@Nullable Channel channel, @Nullable String topic, boolean granted) {
            Consent consent = new Consent(channel, topic, granted, at, SOURCE, evidence);
            all.add(consent);
            news.add(consent);
        }
    }
}
