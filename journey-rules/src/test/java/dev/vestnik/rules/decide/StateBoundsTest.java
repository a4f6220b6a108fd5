package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.Consent;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.customer.GoalWatch;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.PutOffs;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.gate.ConsentRule;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every part of a customer's state has a bound; what makes room is named, and what must be heard is heard all the same. */
class StateBoundsTest {
    private static final JourneyId OLD = new JourneyId("old");

    private final Shop shop = new Shop(Carts.shipped(1));

    @Test
    void consentsMakeRoomByTheOldestYes() {
        for (int i = 0; i < 300; i++) {
            consent("any", "topic-" + i, i % 2 == 0);
        }
        consent("any", null, false);
        assertThat(shop.state().consents()).hasSize(StateBounds.MOST_CONSENTS);
        assertThat(shop.state().consents())
                .filteredOn(one -> !one.granted())
                .as("no refusal made room as long as there was a yes")
                .hasSize(151);
        assertThat(shop.state().consents()).extracting(Consent::topic).doesNotContain("topic-0", "topic-98");
        assertThat(dropped("consent-not-kept")).isEqualTo(101);
    }

    @Test
    void whereAllAreRefusalsNoneIsTakenBack() {
        for (int i = 0; i < 300; i++) {
            consent("email", "topic-" + i, false);
        }
        assertThat(shop.state().consents()).hasSize(StateBounds.MOST_CONSENTS);
        for (int i = 0; i < 300; i++) {
            assertThat(ConsentRule.marketing(shop.state().consents(), Channel.EMAIL, "topic-" + i)
                            .granted())
                    .isFalse();
        }
        assertThat(ConsentRule.marketing(shop.state().consents(), Channel.PUSH, "topic-1")
                        .granted())
                .as("another channel, of which nothing was said")
                .isTrue();
    }

    @Test
    void aProofThatIsTooLongIsNotKeptAndTheConsentIs() {
        shop.happens(
                "consent.changed",
                Map.of("channel", "sms", "granted", false, "source", "s".repeat(500), "evidence", "e".repeat(900_000)));
        assertThat(shop.state().consents()).singleElement().satisfies(one -> {
            assertThat(one.granted()).isFalse();
            assertThat(one.evidence()).isNull();
            assertThat(one.source()).hasSize(200);
        });
        assertThat(dropped("evidence-not-kept")).isEqualTo(1);
    }

    @Test
    void theOldestProofsMakeRoomAndTheirConsentsStay() {
        for (int i = 0; i < 100; i++) {
            shop.happens(
                    "consent.changed",
                    Map.of(
                            "channel",
                            "sms",
                            "topic",
                            "t" + i,
                            "granted",
                            true,
                            "source",
                            "checkout",
                            "evidence",
                            "е".repeat(2_000)));
        }
        assertThat(shop.state().consents()).hasSize(100);
        assertThat(shop.state().consents())
                .filteredOn(one -> one.evidence() != null)
                .extracting(Consent::topic)
                .containsExactly("t90", "t91", "t92", "t93", "t94", "t95", "t96", "t97", "t98", "t99");
        assertThat(dropped("evidence-not-kept")).isEqualTo(90);
    }

    @Test
    void attributesThatDoNotFitAreNotTakenAndTheOthersAre() {
        shop.happens("customer.updated", Map.of("attributes", many(200)));
        shop.happens(
                "customer.updated",
                Map.of("phone", "+74956460054", "name", "n".repeat(900_000), "attributes", Map.of("a1", 7L, "z", 1L)));
        Map<?, ?> attributes = (Map<?, ?>) shop.state().profile().fields().get("attributes");
        assertThat(attributes).hasSize(ProfileBounds.MOST_ATTRIBUTES);
        assertThat(attributes.get("a1")).isEqualTo(7L);
        assertThat(shop.state().profile().phone()).isEqualTo("+74956460054");
        assertThat(shop.state().profile().fields()).doesNotContainKey("name");
        assertThat(OvertakenTest.lastInputs(shop)).containsEntry("fields", "attributes.z, name");
    }

    @Test
    void allAttributesTogetherHaveABound() {
        Map<String, Object> large = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            large.put("a" + i, "x".repeat(1_500));
        }
        shop.happens("customer.updated", Map.of("attributes", large));
        assertThat((Map<?, ?>) shop.state().profile().fields().get("attributes"))
                .hasSizeBetween(30, 34);
        assertThat(dropped("field-not-kept")).isEqualTo(1);
    }

    private static Map<String, Object> many(int attributes) {
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < attributes; i++) {
            many.put("a" + i, 1L);
        }
        return many;
    }

    @Test
    void devicesMakeRoomByTheOldest() {
        for (int i = 0; i < 25; i++) {
            shop.happens("device.registered", Map.of("platform", "ios", "token", "t" + i));
        }
        shop.happens("device.registered", Map.of("platform", "ios", "token", "t".repeat(9_000)));
        assertThat(shop.state().devices()).hasSize(StateBounds.MOST_DEVICES);
        assertThat(shop.state().devices().getFirst().address()).isEqualTo("t5");
        assertThat(dropped("device-not-kept")).isEqualTo(6);
    }

    /** An engine before the level could not read the state of such a customer. */
    @Test
    void devicesOfNewerPlatformsAreKeptFromTheirFeatureLevelOn() {
        shop.publish(shop.published().on(FeatureLevel.ADDRESSES));
        for (String platform : List.of("huawei", "rustore")) {
            shop.happens("device.registered", Map.of("platform", platform, "token", "early-" + platform));
        }
        assertThat(shop.state().devices()).isEmpty();
        assertThat(dropped("device-not-kept")).isEqualTo(2);
        shop.publish(shop.published().on(FeatureLevel.LANGUAGE));
        for (String platform : List.of("huawei", "rustore")) {
            shop.happens("device.registered", Map.of("platform", platform, "token", "token-" + platform));
        }
        assertThat(shop.state().devices())
                .containsExactly(
                        new Device(Device.Platform.HUAWEI, "token-huawei", null, null),
                        new Device(Device.Platform.RUSTORE, "token-rustore", null, null));
        shop.happens("device.removed", Map.of("platform", "huawei", "token", "token-huawei"));
        assertThat(shop.state().devices()).hasSize(1);
    }

    @Test
    void suppressionsMakeRoomByAddressesOfThePast() {
        for (int i = 0; i < 110; i++) {
            String phone = "+7495646%04d".formatted(i % 2 == 0 ? 0 : i);
            shop.happens("customer.updated", Map.of("phone", phone));
            shop.happens("order.shipped", Map.of("orderId", "o" + i));
            if (i != 0 && i % 2 == 0) {
                continue;
            }
            Effect.Send sent = shop.lastSent();
            shop.receipt(sent.message(), 1, Channel.SMS, Signal.Receipt.Status.FAILED_PERMANENT, true);
        }
        assertThat(shop.state().suppressions()).hasSizeLessThanOrEqualTo(StateBounds.MOST_SUPPRESSIONS);
        shop.happens("customer.updated", Map.of("phone", "+74956460000"));
        assertThat(Addresses.suppression(shop.state(), Channel.SMS, "+74956460000"))
                .isNotNull();
    }

    @Test
    void messagesMakeRoomByTheOldestWhoseInstanceHasEnded() {
        shop.known();
        shop.become(shop.state().withMessages(list(StateBounds.MOST_MESSAGES, StateBoundsTest::message)));
        shop.happens("order.shipped", Map.of("orderId", "o1"));
        assertThat(shop.state().messages()).hasSize(StateBounds.MOST_MESSAGES);
        assertThat(shop.state().messages()).extracting(Outstanding::id).doesNotContain(new UUID(0, 0));
        assertThat(shop.state().messages().getLast().id())
                .isEqualTo(shop.lastSent().message());
        assertThat(dropped("message-not-kept")).isEqualTo(1);
    }

    @Test
    void goalsMakeRoomByTheOneWhoseTimeIsOverFirst() {
        Shop carts = new Shop(Carts.abandoned(1, null, 0)).known();
        carts.become(carts.state().withGoals(list(StateBounds.MOST_GOALS, StateBoundsTest::goal)));
        carts.happens("cart.updated", Carts.cart("c1", 1));
        assertThat(carts.state().goals()).hasSize(StateBounds.MOST_GOALS);
        assertThat(carts.state().goals())
                .extracting(GoalWatch::key)
                .contains("c1")
                .doesNotContain("0");
        assertThat(carts.story()).contains("DROPPED goal-not-kept");
    }

    private static <T> List<T> list(int size, Function<Integer, T> one) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            list.add(one.apply(i));
        }
        return list;
    }

    private static Outstanding message(int i) {
        return new Outstanding(
                new UUID(0, i),
                new UUID(1, i),
                OLD,
                1,
                "tell",
                "hello",
                Channel.SMS,
                1,
                PutOffs.NONE,
                7,
                Outstanding.Status.ACCEPTED,
                Shop.NOON,
                Shop.NOON.plus(Duration.ofDays(1)));
    }

    private static GoalWatch goal(int i) {
        return new GoalWatch(
                new UUID(1, i), OLD, 1, String.valueOf(i), Map.of(), Shop.NOON.plus(Duration.ofHours(1 + i)));
    }

    private void consent(String channel, String topic, boolean granted) {
        Map<String, Object> said = new HashMap<>(Map.of("channel", channel, "granted", granted, "source", "account"));
        if (topic != null) {
            said.put("topic", topic);
        }
        shop.happens("consent.changed", said);
    }

    private long dropped(String reason) {
        return shop.story().stream().filter(("DROPPED " + reason)::equals).count();
    }
}
