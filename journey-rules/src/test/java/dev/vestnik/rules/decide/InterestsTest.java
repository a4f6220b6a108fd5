package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.customer.Interest.Kind;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.product.InterestWord;
import dev.vestnik.rules.product.ProductFacts;
import dev.vestnik.rules.product.ProductKey;
import dev.vestnik.rules.product.ProductNews;
import dev.vestnik.rules.product.ProductPrice;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a customer is interested in, what owners of products hear of it, and what becomes of their news. */
class InterestsTest {
    private static final Journey DROPS = journey("product.price_dropped");
    private static final Journey RESTOCKS = journey("product.restocked");
    private static final Journey LAUNCHES = journey("product.launched");

    private Instant at = Shop.NOON;
    private final Shop shop =
            new Shop(DROPS, RESTOCKS, LAUNCHES).happens("customer.updated", Map.of("phone", "+74956460054"));

    private static Journey journey(String on) {
        return Written.journey("""
                id: %s
                class: service
                entry: {on: %s, key: event.productId}
                start: tell
                steps: {tell: {type: message, template: hello, channels: [{via: sms}]}}
                """.formatted(on.replace("product.", "").replace('_', '-'), on));
    }

    @Test
    void aViewIsToldToTheBucketAndADropIsAnEventOfTheCustomer() {
        viewed("kettle", null);
        assertThat(last()).isEqualTo(new InterestWord(Shop.ANNA, Set.of(Kind.VIEWED)));
        assertThat(told().getLast().product().toString()).matches("/product/main/p\\d+/kettle");
        shop.signal(informed(ProductNews.Kind.PRICE_DROPPED, "kettle", null, null));
        assertThat(shop.sent()).hasSize(1);
        assertThat(shop.story()).anyMatch(line -> line.startsWith("ENTERED"));
    }

    @Test
    void whoLooksAfterTheDropHasSeenThePrice() {
        at = Shop.NOON.minusSeconds(1);
        viewed("kettle", null);
        carted("lamp");
        shop.signal(informed(ProductNews.Kind.PRICE_DROPPED, "kettle", null, null));
        shop.signal(informed(ProductNews.Kind.PRICE_DROPPED, "lamp", null, null));
        assertThat(shop.sent()).isEmpty();
    }

    @Test
    void newsOfWhatConcernsNoMoreTakeTheCustomerOffTheBucket() {
        viewed("kettle", null);
        shop.outage(Duration.ofDays(31));
        shop.signal(informed(ProductNews.Kind.PRICE_DROPPED, "kettle", null, null));
        assertThat(shop.sent()).isEmpty();
        assertThat(last()).isEqualTo(new InterestWord(Shop.ANNA, Set.of()));
    }

    @Test
    void theSameNewsTwiceAreOneEvent() {
        viewed("kettle", null);
        shop.signal(informed(ProductNews.Kind.PRICE_DROPPED, "kettle", null, null));
        shop.signal(informed(ProductNews.Kind.PRICE_DROPPED, "kettle", null, null));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void newsThatConcernTheCustomerNoMoreDoNothing() {
        viewed("kettle", null);
        ordered("kettle");
        var before = shop.state();
        shop.signal(informed(ProductNews.Kind.PRICE_DROPPED, "kettle", null, null));
        shop.signal(informed(ProductNews.Kind.PRICE_DROPPED, "lamp", null, null));
        assertThat(shop.state()).isSameAs(before);
    }

    @Test
    void aSecondLookWithinTheHourChangesNothing() {
        viewed("kettle", "kitchen");
        var before = shop.state();
        int words = told().size();
        shop.outage(Duration.ofMinutes(59));
        viewed("kettle", "kitchen");
        assertThat(shop.state()).isSameAs(before);
        shop.outage(Duration.ofMinutes(2));
        viewed("kettle", "kitchen");
        assertThat(shop.state()).isNotSameAs(before);
        assertThat(told()).hasSize(words);
    }

    @Test
    void theCartIsWhatItHoldsNow() {
        carted("kettle", "lamp");
        carted("lamp");
        assertThat(last()).isEqualTo(new InterestWord(Shop.ANNA, Set.of()));
        assertThat(told().getLast().product().subject().id()).isEqualTo("kettle");
        shop.signal(informed(ProductNews.Kind.PRICE_DROPPED, "kettle", null, null));
        assertThat(shop.sent()).isEmpty();
        shop.signal(informed(ProductNews.Kind.PRICE_DROPPED, "lamp", null, null));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void whatWasBoughtIsOfInterestForItsSequelAlone() {
        viewed("kettle", null);
        carted("kettle");
        ordered("kettle");
        assertThat(last()).isEqualTo(new InterestWord(Shop.ANNA, Set.of(Kind.BOUGHT)));
        shop.signal(informed(ProductNews.Kind.LAUNCHED, "kettle-2", null, "kettle"));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void threeLooksMakeACategoryAFavouriteOne() {
        viewed("kettle", "kitchen");
        viewed("pan", "kitchen");
        shop.signal(informed(ProductNews.Kind.LAUNCHED, "pot", "kitchen", null));
        assertThat(shop.sent()).isEmpty();
        viewed("spoon", "kitchen");
        assertThat(told().stream().filter(word -> word.product().toString().endsWith("/kitchen")))
                .hasSize(1);
        shop.signal(informed(ProductNews.Kind.LAUNCHED, "pot", "kitchen", null));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void theTurnInAWaitingListIsGivenOnce() {
        shop.happens("waitlist.joined", Map.of("productId", "kettle"));
        assertThat(told().getLast().product().toString()).isEqualTo("/product/main/p/kettle");
        shop.signal(informed(ProductNews.Kind.RESTOCKED, "kettle", null, null));
        assertThat(shop.sent()).hasSize(1);
        assertThat(interests()).isEmpty();
        shop.happens("waitlist.joined", Map.of("productId", "lamp"));
        shop.happens("waitlist.left", Map.of("productId", "lamp"));
        shop.signal(informed(ProductNews.Kind.RESTOCKED, "lamp", null, null));
        assertThat(shop.sent()).hasSize(1);
    }

    @Test
    void anInterestIsOverWhenItsTimeIsAndTheOwnerHearsOfIt() {
        viewed("kettle", null);
        shop.after(Duration.ofDays(32));
        assertThat(interests()).isEmpty();
        assertThat(last()).isEqualTo(new InterestWord(Shop.ANNA, Set.of()));
    }

    @Test
    void theOldestViewsGoFirst() {
        for (int i = 0; i < Kind.VIEWED.most() + 5; i++) {
            viewed("p" + i, null);
            shop.outage(Duration.ofSeconds(1));
        }
        assertThat(interests()).hasSize(Kind.VIEWED.most());
        assertThat(interests()).noneMatch(one -> one.subject().id().equals("p4"));
        assertThat(told())
                .contains(new Effect.TellProduct(
                        ProductKey.of(Shop.ANNA, Interest.Subject.product("p4")),
                        new InterestWord(Shop.ANNA, Set.of())));
    }

    @Test
    void aWaitForWhichThereIsNoRoomIsSaid() {
        for (int i = 0; i <= Kind.WAITS.most(); i++) {
            shop.happens("waitlist.joined", Map.of("productId", "p" + i));
        }
        assertThat(shop.story()).contains("DROPPED interest-not-kept");
    }

    @Test
    void ofAHugeCartTheFirstOnesAreKeptAndItIsSaidOnce() {
        carted(IntStream.range(0, 500).mapToObj(number -> "p" + number).toArray(String[]::new));
        assertThat(interests()).hasSize(Kind.CART.most());
        assertThat(shop.story()).containsOnlyOnce("DROPPED interest-not-kept");
    }

    @Test
    void anErasedCustomerIsTakenOffEverywhere() {
        viewed("kettle", null);
        shop.happens("customer.erased", Map.of());
        assertThat(last()).isEqualTo(new InterestWord(Shop.ANNA, Set.of()));
    }

    @Test
    void nothingIsKeptWhileNoJourneyListens() {
        Shop other = new Shop(RESTOCKS);
        other.happens("product.viewed", Map.of("productId", "kettle"));
        assertThat(other.state().memory().isEmpty()).isTrue();
        assertThat(other.only(Effect.TellProduct.class)).isEmpty();
    }

    @Test
    void whoListensIsALiveJourneyOfTheShopOrARunThatWaits() {
        String type = ProductNews.Kind.PRICE_DROPPED.event();
        assertThat(listens(Status.LIVE, DROPS, "main")).isTrue();
        assertThat(listens(Status.PAUSED, DROPS, "main")).isFalse();
        assertThat(listens(Status.ARCHIVED, DROPS, "main")).isFalse();
        assertThat(listens(Status.LIVE, RESTOCKS, "main")).isFalse();
        Journey north = Written.journey("""
                {id: n, shops: [north], class: service, entry: {on: %s}, start: end, steps: {end: {type: end}}}
                """.formatted(type));
        assertThat(listens(Status.LIVE, north, "main")).isFalse();
        assertThat(listens(Status.LIVE, north, "north")).isTrue();
        Journey ended = Written.journey("""
                {id: e, class: service, entry: {on: x.a}, exit: [{on: %s, reason: cheaper}], start: w,
                 steps: {w: {type: delay, for: P1D, next: end}, end: {type: end}}}
                """.formatted(type));
        assertThat(listens(Status.PAUSED, ended, "main")).isTrue();
    }

    private static boolean listens(Status status, Journey journey, String shop) {
        return Shop.definitions(1, status, InFlight.KEEP, journey)
                .listens(ProductNews.Kind.PRICE_DROPPED.event(), shop);
    }

    @Test
    void norBeforeEveryEngineKnowsOfIt() {
        shop.publish(shop.published().on(FeatureLevel.AUDIENCES));
        viewed("kettle", null);
        assertThat(shop.only(Effect.TellProduct.class)).isEmpty();
    }

    private void viewed(String product, @Nullable String category) {
        shop.happens(
                "product.viewed",
                category == null ? Map.of("productId", product) : Map.of("productId", product, "category", category));
    }

    private void carted(String... products) {
        shop.happens("cart.updated", Map.of("cartId", "c", "items", items(products)));
    }

    private void ordered(String... products) {
        shop.happens("order.placed", Map.of("orderId", "o", "items", items(products)));
    }

    private static List<Map<String, Object>> items(String... products) {
        return Arrays.stream(products)
                .map(product -> Map.<String, Object>of("productId", product))
                .toList();
    }

    private Signal informed(
            ProductNews.Kind kind, String product, @Nullable String category, @Nullable String successorOf) {
        ProductFacts facts =
                new ProductFacts("Kettle", new ProductPrice(900, "RUB"), 5, category, null, null, successorOf);
        ProductPrice was = kind == ProductNews.Kind.PRICE_DROPPED ? new ProductPrice(1_000, "RUB") : null;
        ProductNews news = new ProductNews(kind, product, facts, was, "e-" + product, at);
        return new Signal.Informed(news, null);
    }

    private List<Effect.TellProduct> told() {
        return shop.only(Effect.TellProduct.class);
    }

    private InterestWord last() {
        return told().getLast().word();
    }

    private List<Interest> interests() {
        return shop.state().memory().history().interests();
    }
}
