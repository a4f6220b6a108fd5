package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.recommend.Together;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What products hear of a customer's visits and orders, and what a question for recommendations is about. */
class RecommendationsTest {
    private static final String AFTER_ORDER = """
            id: more
            class: service
            entry: {on: order.placed, key: event.orderId}
            context: {products: 'event.items.map(item, item.productId)'}
            start: ask
            steps:
              ask: {type: lookup, source: bought-together, params: {productId: context.products, most: '2'}, into: more, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms, if: has(context.more)}]}
            """;
    private static final String PROFILE = """
            id: profile
            class: service
            entry: {on: x.hello}
            start: ask
            steps:
              ask: {type: lookup, source: viewed-together, into: more, next: tell}
              tell: {type: message, template: hello, channels: [{via: sms, if: has(context.more)}]}
            """;

    private final Shop shop = shop(AFTER_ORDER);

    @Test
    void theProductsOfAnOrderHearOfEachOther() {
        ordered(shop, "kettle", "cup", "lamp");
        assertThat(told(shop))
                .containsExactly(
                        bought("kettle", "cup", "lamp"),
                        bought("cup", "kettle", "lamp"),
                        bought("lamp", "kettle", "cup"));
    }

    @Test
    void anOrderBelongsToThoseOfTheMonthBefore() {
        ordered(shop, "kettle");
        assertThat(told(shop)).isEmpty();
        shop.outage(Duration.ofDays(29));
        ordered(shop, "cup");
        assertThat(told(shop)).containsExactly(bought("kettle", "cup"), bought("cup", "kettle"));
        shop.outage(Duration.ofDays(31));
        ordered(shop, "lamp");
        assertThat(told(shop)).hasSize(2);
    }

    @Test
    void ofAHugeOrderTheFirstOnesHearOfEachOther() {
        ordered(shop, IntStream.range(0, 500).mapToObj(i -> "p" + i).toArray(String[]::new));
        assertThat(told(shop)).hasSize(20).allMatch(tell -> tell.others().size() == 19);
    }

    @Test
    void whatIsLookedAtInOneVisitBelongsTogetherOnceForEachCustomer() {
        Shop visit = shop(PROFILE);
        viewed(visit, "kettle");
        visit.outage(Duration.ofMinutes(50));
        viewed(visit, "cup");
        assertThat(told(visit)).containsExactly(viewed("kettle", "cup"), viewed("cup", "kettle"));
        visit.outage(Duration.ofMinutes(20));
        viewed(visit, "lamp");
        assertThat(told(visit)).hasSize(4).endsWith(viewed("cup", "lamp"), viewed("lamp", "cup"));
        visit.outage(Duration.ofHours(2));
        viewed(visit, "kettle");
        viewed(visit, "cup");
        assertThat(told(visit)).as("looks again").hasSize(4);
    }

    @Test
    void nothingIsToldThatNoJourneyAsksFor() {
        viewed(shop, "kettle");
        viewed(shop, "cup");
        assertThat(told(shop)).isEmpty();
        Shop profile = shop(PROFILE);
        ordered(profile, "kettle", "cup");
        assertThat(told(profile)).isEmpty();
        shop.publish(shop.published().on(FeatureLevel.AUDIENCES));
        ordered(shop, "kettle", "cup");
        assertThat(told(shop)).isEmpty();
    }

    @Test
    void theQuestionGoesToTheFirstProductAndLeavesOutWhatTheCustomerHas() {
        ordered(shop, "old");
        shop.happens("cart.updated", Map.of("cartId", "c", "items", items("spoon")));
        ordered(shop, "kettle", "cup", "lamp", "pot");
        Effect.Ask ask = shop.only(Effect.Ask.class).getLast();
        assertThat(ask.owner()).isEqualTo(ProductKey.of("main", "kettle").owner());
        assertThat(ask.request()).isInstanceOfSatisfying(Request.Recommend.class, asked -> {
            assertThat(asked.source()).isEqualTo("bought-together");
            assertThat(asked.about()).containsExactly("kettle", "cup", "lamp");
            assertThat(asked.without()).containsExactlyInAnyOrder("kettle", "cup", "lamp", "pot", "old", "spoon");
            assertThat(asked.most()).isEqualTo(2);
            assertThat(asked.due()).isEqualTo(Shop.NOON.plusSeconds(30));
        });
    }

    @Test
    void withoutAProductItIsAboutWhatTheCustomerLookedAtLast() {
        Shop profile = shop(PROFILE);
        for (String product : List.of("kettle", "cup", "lamp", "pot")) {
            viewed(profile, product);
            profile.outage(Duration.ofSeconds(1));
        }
        profile.happens("x.hello", Map.of());
        assertThat(profile.only(Effect.Ask.class).getLast().request())
                .isInstanceOfSatisfying(Request.Recommend.class, asked -> {
                    assertThat(asked.about()).containsExactly("pot", "lamp", "cup");
                    assertThat(asked.most()).isEqualTo(3);
                });
    }

    @Test
    void aCustomerWithoutAProfileIsRecommendedNothingAndTheRunGoesOn() {
        Shop profile = shop(PROFILE).happens("x.hello", Map.of());
        assertThat(profile.only(Effect.Ask.class)).isEmpty();
        assertThat(profile.story()).contains("UPDATED").last().asString().startsWith("LEFT");
        assertThat(profile.sent()).isEmpty();
    }

    @Test
    void theAnswerIsInTheContext() {
        ordered(shop, "kettle");
        Effect.Ask ask = shop.only(Effect.Ask.class).getLast();
        shop.signal(new Signal.Granted(ask.askId(), Map.of("value", List.of(Map.of("productId", "cup")))));
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.only(Effect.GiveBack.class)).isEmpty();
    }

    private static Shop shop(String journey) {
        return new Shop(Written.journey(journey)).happens("customer.updated", Map.of("phone", "+74956460054"));
    }

    private static void viewed(Shop shop, String product) {
        shop.happens("product.viewed", Map.of("productId", product));
    }

    private static void ordered(Shop shop, String... products) {
        shop.happens("order.placed", Map.of("orderId", "o-" + products[0], "items", items(products)));
    }

    private static List<Map<String, Object>> items(String... products) {
        return Arrays.stream(products)
                .map(product -> Map.<String, Object>of("productId", product))
                .toList();
    }

    private static List<Effect.TellCompanions> told(Shop shop) {
        return shop.only(Effect.TellCompanions.class);
    }

    private static Effect.TellCompanions bought(String product, String... others) {
        return new Effect.TellCompanions(ProductKey.of("main", product), Together.BOUGHT, List.of(others));
    }

    private static Effect.TellCompanions viewed(String product, String... others) {
        return new Effect.TellCompanions(ProductKey.of("main", product), Together.VIEWED, List.of(others));
    }
}
