package dev.vestnik.rules.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.product.ProductDecided.PlaceRow;
import dev.vestnik.rules.product.ProductDecided.Spread;
import dev.vestnik.rules.product.ProductDecided.Told;
import dev.vestnik.rules.product.ProductNews.Kind;
import dev.vestnik.rules.product.ProductRules.Listening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What two states of a product say, and to whom it is said. */
class ProductRulesTest {
    private static final ProductKey KETTLE = ProductKey.of("main", "kettle");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final List<Spread> spread = new ArrayList<>();
    private final Waiting waiting = new Waiting();
    private ProductState state = ProductState.NONE;
    private Instant now = NOON;
    private int events;
    private boolean listened = true;

    @Test
    void aLowerPriceIsADropForEachBucket() {
        says(1_000, 5);
        says(900, 5);
        assertThat(spread).extracting(Spread::bucket).doesNotHaveDuplicates().hasSize(ProductKey.BUCKETS);
        assertThat(news()).extracting(ProductNews::kind).containsOnly(Kind.PRICE_DROPPED);
        assertThat(news().getFirst().was()).isEqualTo(new ProductPrice(1_000, "RUB"));
        assertThat(news().getFirst().facts().price()).isEqualTo(new ProductPrice(900, "RUB"));
    }

    @Test
    void thePriceAgainAHigherOneAndOneInAnotherCurrencyAreNoDrop() {
        says(1_000, 5);
        says(1_000, 5);
        says(1_100, 5);
        says(facts(10, "EUR", 5, null, null));
        assertThat(spread).isEmpty();
    }

    @Test
    void aPriceThatWasRaisedBeforeIsNoDropUntilAMonthLater() {
        says(1_000, 5);
        says(1_500, 5);
        later(Duration.ofDays(2));
        says(1_200, 5);
        assertThat(spread).isEmpty();
        says(950, 5);
        assertThat(news().getFirst().was()).isEqualTo(new ProductPrice(1_000, "RUB"));
        spread.clear();
        says(1_500, 5);
        later(Duration.ofDays(31));
        spread.clear();
        says(1_200, 5);
        assertThat(news().getFirst().was()).isEqualTo(new ProductPrice(1_500, "RUB"));
    }

    @Test
    void aDropOfWhatNobodyCanBuyIsToldToNobody() {
        says(1_000, 0);
        says(900, 0);
        assertThat(spread).isEmpty();
    }

    @Test
    void theSameEventTwiceSaysNothingTheSecondTime() {
        says(1_000, 5);
        ProductUpdate drop = new ProductUpdate("drop", facts(900, "RUB", 5, null, null), now);
        says(drop);
        ProductUpdate up = new ProductUpdate("up", facts(1_000, "RUB", 5, null, null), now);
        says(up);
        spread.clear();
        says(drop);
        says(up);
        assertThat(spread).isEmpty();
        assertThat(state.facts()).isEqualTo(up.facts());
    }

    @Test
    void anOldDropIsKnownAndToldToNobody() {
        says(1_000, 5);
        later(Duration.ofDays(3));
        says(new ProductUpdate("late", facts(900, "RUB", 5, null, null), now.minus(Duration.ofDays(2))));
        assertThat(spread).isEmpty();
        assertThat(state.facts().price().amount()).isEqualTo(900);
    }

    @Test
    void whatFollowsADropSoonTakesBackWhatIsNotTrueAnyMore() {
        says(1_000, 5);
        says(900, 5);
        spread.clear();
        says(950, 5);
        assertThat(news()).extracting(ProductNews::kind).containsOnly(Kind.CHANGED);
        spread.clear();
        says(950, 0);
        assertThat(news()).extracting(ProductNews::kind).containsOnly(Kind.CHANGED);
        spread.clear();
        later(Duration.ofDays(2));
        says(990, 7);
        assertThat(spread).isEmpty();
    }

    @Test
    void aLaunchIsForThoseWhoLikeItsCategoryAndThoseWhoBoughtWhatItFollows() {
        says(facts(1_000, "RUB", 0, "kitchen", "old-kettle"));
        assertThat(spread).as("announced, and not to be had").isEmpty();
        says(facts(1_000, "RUB", 3, "kitchen", "old-kettle"));
        assertThat(buckets(Kind.LAUNCHED))
                .contains("/product/main/c0/kitchen", "/product/main/p15/old-kettle")
                .hasSize(2 * ProductKey.BUCKETS);
        assertThat(buckets(Kind.CHANGED))
                .as("those who hear of it will ask for it")
                .contains("/product/main/p7/kettle")
                .hasSize(ProductKey.BUCKETS);
        spread.clear();
        says(facts(1_000, "RUB", 0, "kitchen", "old-kettle"));
        assertThat(buckets(Kind.CHANGED))
                .as("nobody is told of what is sold out")
                .contains("/product/main/c0/kitchen", "/product/main/p15/old-kettle", "/product/main/p7/kettle");
        says(facts(1_000, "RUB", 3, "kitchen", "old-kettle"));
        assertThat(buckets(Kind.LAUNCHED)).as("once").isEmpty();
    }

    @Test
    void aFlickerOfThePriceIsOneDropThatIsTakenBackAndHoldsAgain() {
        says(1_000, 5);
        says(900, 5);
        spread.clear();
        says(1_000, 5);
        says(900, 5);
        assertThat(news()).extracting(ProductNews::kind).containsOnly(Kind.CHANGED);
        assertThat(news().getLast().facts().price().amount()).isEqualTo(900);
    }

    @Test
    void aDropWhileItIsSoldOutIsToldWhenItIsBack() {
        says(1_000, 5);
        says(1_000, 0);
        says(800, 0);
        assertThat(spread).isEmpty();
        says(800, 3);
        assertThat(news()).extracting(ProductNews::kind).containsOnly(Kind.PRICE_DROPPED);
        assertThat(news().getFirst().was()).isEqualTo(new ProductPrice(1_000, "RUB"));
    }

    @Test
    void goodsThatComeBackAtTheirPriceAreNoDrop() {
        says(1_000, 5);
        says(1_000, 0);
        says(1_000, 5);
        assertThat(spread).isEmpty();
    }

    @Test
    void nothingIsToldWhileNoJourneyListensAndTheListKeepsItsPlaces() {
        listened = false;
        says(facts(1_000, "RUB", 5, "kitchen", null));
        says(facts(900, "RUB", 5, "kitchen", null));
        assertThat(spread).isEmpty();
        joins("anna");
        assertThat(serve()).isEmpty();
        assertThat(state.wakesAt()).isEqualTo(now.plus(ProductRules.LISTENERS_SOUGHT));
        listened = true;
        assertThat(serve()).containsExactly("anna");
    }

    @Test
    void whatWasSaidBeforeIsOldHoweverOftenItComes() {
        ProductUpdate first = new ProductUpdate("first", facts(1_000, "RUB", 5, null, null), now);
        later(Duration.ofMinutes(1));
        says(1_100, 5);
        ProductState known = state;
        says(first);
        assertThat(state).isEqualTo(known);
    }

    @Test
    void aDeletedProductIsSoldOutAndForgottenAMonthLaterOnceNobodyWaits() {
        says(1_000, 0);
        joins("anna");
        says(1_000, 5);
        serve();
        joins("boris");
        says(900, 0);
        says(new ProductUpdate("deleted", null, now));
        assertThat(state.facts()).isNull();
        assertThat(serve()).isEmpty();
        later(Duration.ofDays(31));
        serve();
        assertThat(state.wakesAt()).as("Boris waits").isAfter(now);
        leaves("boris");
        later(Duration.ofDays(31));
        serve();
        assertThat(state).isEqualTo(ProductState.NONE);
    }

    @Test
    void theDeletionOfAProductInTheNewsIsToldAsASellOut() {
        says(1_000, 5);
        says(900, 5);
        spread.clear();
        says(new ProductUpdate("deleted", null, now));
        assertThat(news()).extracting(one -> one.facts().stock()).containsOnly(0);
        spread.clear();
        says(new ProductUpdate("again", null, now));
        assertThat(spread).isEmpty();
    }

    @Test
    void aProductThatNobodyKnowsIsForgottenWhenTheLastOneLeavesItsList() {
        joins("anna", "boris");
        leaves("anna");
        assertThat(state).isNotEqualTo(ProductState.NONE);
        leaves("boris");
        assertThat(state).isEqualTo(ProductState.NONE);
        assertThat(follow(ProductRules.updated(KETTLE, state, new ProductUpdate("deleted", null, now), listening())))
                .isEmpty();
        assertThat(state).isEqualTo(ProductState.NONE);
    }

    @Test
    void aCustomerTakesThePlaceOfTheVisitorWhoTurnsOutToBeThem() {
        says(1_000, 0);
        joins("~v1", "boris", "~v2");
        isVisitor("anna", "~v1");
        isVisitor("boris", "~v2");
        assertThat(waiting.rows.values())
                .extracting(CustomerKey::customerId)
                .as("each by the earlier one of the places")
                .containsExactly("anna", "boris");
        leaves("~v1");
        says(1_000, 5);
        assertThat(serve()).containsExactly("anna", "boris");
        isVisitor("anna", "~v3");
        assertThat(waiting.rows.values()).extracting(CustomerKey::customerId).containsExactly("anna");
    }

    @Test
    void aLongListLetsTheBucketsKnowTheProduct() {
        says(1_000, 0);
        IntStream.range(0, ProductRules.SLICE).forEach(number -> joins("c" + number));
        says(1_000, 450);
        serve();
        assertThat(buckets(Kind.CHANGED)).contains("/product/main/p7/kettle").hasSize(ProductKey.BUCKETS);
        spread.clear();
        says(1_000, 0);
        assertThat(buckets(Kind.CHANGED)).hasSize(ProductKey.BUCKETS);
    }

    @Test
    void asManyAreToldAsThereAreGoodsInTheOrderOfJoining() {
        says(1_000, 0);
        joins("anna", "boris", "vera", "gleb");
        assertThat(state.wakesAt()).isNull();
        says(1_000, 2);
        assertThat(state.wakesAt()).isEqualTo(now);
        assertThat(serve()).containsExactly("anna", "boris");
        assertThat(state.wakesAt()).isNull();
        says(1_000, 1);
        assertThat(serve()).as("what is sold makes no turns").isEmpty();
        says(1_000, 2);
        assertThat(serve()).containsExactly("vera");
    }

    @Test
    void whoeverLeavesTheListMakesRoomForTheNextAndJoinsAgainAtItsEnd() {
        says(1_000, 0);
        joins("anna", "boris", "vera");
        leaves("anna");
        joins("anna", "anna");
        says(1_000, 2);
        assertThat(serve()).containsExactly("boris", "vera");
        assertThat(waiting.rows.values()).extracting(CustomerKey::customerId).containsExactly("anna");
    }

    @Test
    void nobodyIsToldOnceItIsSoldOutAgain() {
        says(1_000, 0);
        joins("anna");
        says(1_000, 2);
        says(1_000, 0);
        assertThat(state.wakesAt()).isNull();
        assertThat(serve()).isEmpty();
        says(1_000, 1);
        assertThat(serve()).containsExactly("anna");
    }

    @Test
    void whoJoinsWhileItCanBeHadIsToldAtOnce() {
        says(1_000, 3);
        joins("anna");
        assertThat(state.wakesAt()).isEqualTo(now);
        assertThat(serve()).containsExactly("anna");
    }

    @Test
    void aLongListIsToldInSlices() {
        says(1_000, 0);
        IntStream.range(0, 500).forEach(number -> joins("c" + number));
        says(1_000, 450);
        List<String> told = new ArrayList<>();
        int slices = 0;
        while (state.wakesAt() != null) {
            told.addAll(serve());
            slices++;
        }
        assertThat(told)
                .containsExactlyElementsOf(
                        IntStream.range(0, 450).mapToObj(number -> "c" + number).toList());
        assertThat(slices).isEqualTo(3);
    }

    @Test
    void keysAreReadAsTheyAreWritten() {
        for (ProductKey key : List.of(
                KETTLE,
                new ProductKey("main", Interest.Subject.product("a/b#3"), 15),
                new ProductKey("north", Interest.Subject.category("Kettles / glass"), 0))) {
            assertThat(ProductKey.parse(key.toString())).isEqualTo(key);
        }
    }

    private Listening listening() {
        return new Listening(kind -> listened, now);
    }

    private void says(long price, int stock) {
        says(facts(price, "RUB", stock, null, null));
    }

    private void says(ProductFacts facts) {
        says(new ProductUpdate("e" + events++, facts, now));
    }

    private void says(ProductUpdate update) {
        follow(ProductRules.updated(KETTLE, state, update, listening()));
    }

    private static ProductFacts facts(
            long price, String currency, int stock, @Nullable String category, @Nullable String successorOf) {
        return new ProductFacts("Kettle", new ProductPrice(price, currency), stock, category, null, null, successorOf);
    }

    private void joins(String... customers) {
        for (String customer : customers) {
            follow(ProductRules.said(
                    state, new InterestWord(key(customer), Set.of(Interest.Kind.WAITS)), waiting, now));
        }
    }

    private void isVisitor(String customer, String visitor) {
        InterestWord word = new InterestWord(key(customer), Set.of(Interest.Kind.WAITS), key(visitor));
        follow(ProductRules.said(state, word, waiting, now));
    }

    private List<String> buckets(Kind kind) {
        return spread.stream()
                .filter(one -> one.news().kind() == kind)
                .map(one -> one.bucket().toString())
                .toList();
    }

    private void leaves(String customer) {
        follow(ProductRules.said(state, new InterestWord(key(customer), Set.of()), waiting, now));
    }

    private List<String> serve() {
        return follow(ProductRules.serve(KETTLE, state, waiting, listening())).stream()
                .map(told -> told.customer().customerId())
                .toList();
    }

    private List<Told> follow(ProductDecided decided) {
        state = decided.state();
        spread.addAll(decided.spread());
        decided.places().forEach(waiting::put);
        return decided.told();
    }

    private List<ProductNews> news() {
        return spread.stream().map(Spread::news).toList();
    }

    private void later(Duration duration) {
        now = now.plus(duration);
    }

    private static CustomerKey key(String customer) {
        return new CustomerKey("main", customer);
    }

    private static final class Waiting implements WaitingRows {
        private final Map<Long, CustomerKey> rows = new TreeMap<>();

        void put(PlaceRow row) {
            if (row.taken()) {
                rows.put(row.number(), row.customer());
            } else {
                rows.remove(row.number());
            }
        }

        @Override
        public @Nullable Long placeOf(CustomerKey customer) {
            return rows.entrySet().stream()
                    .filter(row -> row.getValue().equals(customer))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public List<Place> from(long number, int most) {
            return rows.entrySet().stream()
                    .filter(row -> row.getKey() >= number)
                    .limit(most)
                    .map(row -> new Place(row.getKey(), row.getValue()))
                    .toList();
        }
    }
}
