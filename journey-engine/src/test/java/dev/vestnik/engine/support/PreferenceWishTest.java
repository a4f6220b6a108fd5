package dev.vestnik.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.gate.ConsentRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreferenceWishTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final SortedSet<String> TOPICS = new TreeSet<>(List.of("news", "sales"));

    private static CustomerState state(Consent... consents) {
        return state(List.of(consents));
    }

    private static CustomerState state(List<Consent> consents) {
        Profile profile = new Profile(Map.of("email", "anna@example.com", "phone", "+79264815973", "locale", "ru"));
        return CustomerState.NEW.withProfile(profile).withConsents(consents);
    }

    private static Consent said(@Nullable Channel channel, @Nullable String topic, boolean granted) {
        return new Consent(channel, topic, granted, NOON.minusSeconds(60), "checkout", null);
    }

    private static PreferenceWish wish(Map<String, Boolean> channels, Map<String, Boolean> topics) {
        return new PreferenceWish(channels, topics, null, null, null, true, "proof");
    }

    /** The page as it comes back unchanged. */
    private static PreferenceWish unchanged(CustomerState state) {
        Preferences shown = Preferences.of(state, TOPICS);
        return new PreferenceWish(shown.channels(), shown.topics(), null, null, null, shown.tracked(), "proof");
    }

    private static CustomerState after(CustomerState state, PreferenceWish wish) {
        List<Consent> all = new ArrayList<>(state.consents());
        all.addAll(wish.consents(state, TOPICS, NOON));
        return state(all);
    }

    @Test
    void showsWhatACustomerGetsAndNothingOfTheProfileButTheLanguage() {
        Preferences shown =
                Preferences.of(state(said(Channel.EMAIL, null, true), said(Channel.EMAIL, "sales", false)), TOPICS);
        assertThat(shown)
                .isEqualTo(new Preferences(
                        "ru",
                        new TreeMap<>(Map.of("email", true, "sms", false)),
                        new TreeMap<>(Map.of("news", true, "sales", false)),
                        null,
                        null,
                        true));
    }

    @Test
    void saysNoWithItsProof() {
        CustomerState state = state(said(Channel.EMAIL, null, true));
        assertThat(wish(Map.of("email", true, "sms", false), Map.of("news", true, "sales", false))
                        .consents(state, TOPICS, NOON))
                .containsExactly(new Consent(Channel.EMAIL, "sales", false, NOON, "preference-page", "proof"));
    }

    /** Every answer to the page, from every beginning of a few words: the next page shows what was chosen. */
    @Test
    void theNextPageShowsWhatWasChosen() {
        Random random = new Random(15);
        for (int i = 0; i < 3_000; i++) {
            CustomerState state = state(random.ints(random.nextInt(6), 0, 24)
                    .mapToObj(one -> said(
                            one % 3 == 0 ? null : one % 3 == 1 ? Channel.EMAIL : Channel.SMS,
                            one / 3 % 4 == 0 ? null : one / 3 % 4 == 1 ? "news" : "sales",
                            one / 12 == 0))
                    .toList());
            assertThat(unchanged(state).consents(state, TOPICS, NOON))
                    .as("%s", state.consents())
                    .isEmpty();
            Map<String, Boolean> channels =
                    new HashMap<>(Map.of("email", random.nextBoolean(), "sms", random.nextBoolean()));
            Map<String, Boolean> topics =
                    new HashMap<>(Map.of("news", random.nextBoolean(), "sales", random.nextBoolean()));
            Preferences next = Preferences.of(after(state, wish(channels, topics)), TOPICS);
            if (channels.containsValue(true)) {
                assertThat(next.topics())
                        .as("%s, then %s", state.consents(), topics)
                        .isEqualTo(topics);
            } else {
                assertThat(next.topics()).doesNotContainValue(true);
            }
            channels.forEach((channel, on) -> {
                if (!on) {
                    assertThat(next.channels())
                            .as("%s, then %s", state.consents(), channels)
                            .containsEntry(channel, false);
                }
            });
        }
    }

    @Test
    void aYesToATopicIsNoYesToAnotherChannel() {
        CustomerState next = after(
                state(said(Channel.EMAIL, null, true), said(null, "sales", false)),
                wish(Map.of("email", true, "sms", false), Map.of("news", true, "sales", true)));
        assertThat(ConsentRule.marketing(next.consents(), Channel.EMAIL, "sales")
                        .granted())
                .isTrue();
        assertThat(ConsentRule.marketing(next.consents(), Channel.SMS, "sales").granted())
                .isFalse();
    }

    @Test
    void keepsPauseFrequencyAndTheWordOnTracking() {
        PreferenceWish wish = PreferenceWish.read("""
                {"channels": {"email": true}, "topics": {}, "frequency": "weekly", "pauseDays": "30", "locale": "en",
                 "tracked": false, "evidence": "proof"}""");
        assertThat(wish.attributes(NOON))
                .isEqualTo(Map.of("messageFrequency", "weekly", "messagesPausedUntil", "2026-12-30T12:00:00Z"));
        assertThat(wish.consents(state(said(Channel.EMAIL, null, true)), TOPICS, NOON))
                .containsExactly(new Consent(null, "tracking", false, NOON, "preference-page", "proof"));
    }
}
