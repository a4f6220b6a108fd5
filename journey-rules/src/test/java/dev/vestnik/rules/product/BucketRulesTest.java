package dev.vestnik.rules.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.product.InterestedRows.Interested;
import dev.vestnik.rules.product.ProductDecided.Told;
import dev.vestnik.rules.product.ProductNews.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** News on their way to those in a bucket: everybody once, and nobody what is not true any more. */
class BucketRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final ProductKey KETTLE = new ProductKey("main", Interest.Subject.product("kettle"), 3);
    private static final ProductKey KITCHEN = new ProductKey("main", Interest.Subject.category("kitchen"), 3);

    private static final ProductFacts SOLD_OUT =
            new ProductFacts("Kettle", new ProductPrice(800, "RUB"), 0, null, null, null, null);

    private final TreeMap<String, Set<Interest.Kind>> rows = new TreeMap<>();
    private BucketState state = BucketState.NONE;
    private final List<Kind> untold = new ArrayList<>();
    private Instant now = NOON;
    private boolean listened = true;

    @Test
    void newsGoOutInSlicesToEverybodyOnce() {
        interested(500, Interest.Kind.VIEWED);
        hears(news(Kind.PRICE_DROPPED, "kettle", 900, 1_000L));
        assertThat(state.walksAt()).isEqualTo(NOON);
        List<String> told = new ArrayList<>();
        int slices = 0;
        while (!state.fanOuts().isEmpty()) {
            told.addAll(customers(walk(KETTLE)));
            slices++;
        }
        assertThat(told).containsExactlyElementsOf(rows.keySet());
        assertThat(slices).isEqualTo(3);
    }

    @Test
    void aDropConcernsThoseWhoLookedAndWhoHaveItInTheCart() {
        row("main/anna", Interest.Kind.VIEWED);
        row("main/boris", Interest.Kind.BOUGHT);
        row("main/vera", Interest.Kind.CART, Interest.Kind.BOUGHT);
        hears(news(Kind.PRICE_DROPPED, "kettle", 900, 1_000L));
        assertThat(customers(walk(KETTLE))).containsExactly("main/anna", "main/vera");
    }

    @Test
    void aLaunchConcernsThoseWhoBoughtWhatItFollowsAndThoseWhoLikeItsCategory() {
        row("main/anna", Interest.Kind.VIEWED);
        row("main/boris", Interest.Kind.BOUGHT);
        row("main/vera", Interest.Kind.LIKES);
        hears(news(Kind.LAUNCHED, "new-kettle", 900, null));
        assertThat(customers(walk(KETTLE))).containsExactly("main/boris");
        hears(news(Kind.LAUNCHED, "new-kettle", 900, null));
        assertThat(customers(walk(KITCHEN))).containsExactly("main/vera");
    }

    @Test
    void aNewerDropBeginsAnew() {
        interested(300, Interest.Kind.VIEWED);
        hears(news(Kind.PRICE_DROPPED, "kettle", 900, 1_000L));
        assertThat(walk(KETTLE)).hasSize(BucketRules.SLICE);
        hears(news(Kind.PRICE_DROPPED, "kettle", 800, 900L));
        List<Told> told = all(KETTLE);
        assertThat(told).hasSize(300);
        assertThat(told).extracting(one -> one.news().facts().price().amount()).containsOnly(800L);
    }

    @Test
    void aPriceThatRisesAgainIsToldAsItIsToThoseWhoHaveNotHeard() {
        interested(300, Interest.Kind.VIEWED);
        hears(news(Kind.PRICE_DROPPED, "kettle", 800, 1_000L));
        walk(KETTLE);
        hears(news(Kind.CHANGED, "kettle", 900, null));
        List<Told> told = all(KETTLE);
        assertThat(told).hasSize(100);
        assertThat(told).extracting(one -> one.news().facts().price().amount()).containsOnly(900L);
        assertThat(told).extracting(one -> one.news().was()).containsOnly(new ProductPrice(1_000, "RUB"));
    }

    @Test
    void aDropThatIsNotTrueRestsAndGoesOnWhereItWas() {
        interested(300, Interest.Kind.VIEWED);
        hears(news(Kind.PRICE_DROPPED, "kettle", 800, 1_000L));
        List<String> told = new ArrayList<>(customers(walk(KETTLE)));
        hears(news(Kind.CHANGED, "kettle", 1_000, null));
        assertThat(walk(KETTLE)).as("as dear as before").isEmpty();
        hears(new ProductNews(Kind.CHANGED, "kettle", SOLD_OUT, null, "e", NOON));
        assertThat(walk(KETTLE)).as("sold out").isEmpty();
        assertThat(state.walksAt()).isEqualTo(NOON.plus(ProductRules.NEWS_LAST));
        hears(news(Kind.CHANGED, "kettle", 800, null));
        assertThat(state.walksAt()).isEqualTo(NOON);
        told.addAll(customers(all(KETTLE)));
        assertThat(told).containsExactlyInAnyOrderElementsOf(rows.keySet());
    }

    @Test
    void oneThatRestsForADayIsOverAndCounted() {
        interested(300, Interest.Kind.VIEWED);
        hears(news(Kind.PRICE_DROPPED, "kettle", 800, 1_000L));
        hears(news(Kind.CHANGED, "kettle", 1_000, null));
        now = NOON.plus(ProductRules.NEWS_LAST);
        assertThat(walk(KETTLE)).isEmpty();
        assertThat(state).isEqualTo(BucketState.NONE);
        assertThat(untold).containsExactly(Kind.PRICE_DROPPED);
    }

    @Test
    void nobodyIsToldOnceNoJourneyListensAnyMore() {
        interested(300, Interest.Kind.VIEWED);
        hears(news(Kind.PRICE_DROPPED, "kettle", 800, 1_000L));
        walk(KETTLE);
        listened = false;
        assertThat(walk(KETTLE)).isEmpty();
        assertThat(state.fanOuts()).isEmpty();
        assertThat(untold).containsExactly(Kind.PRICE_DROPPED);
    }

    @Test
    void aLaunchThatIsSoldOutRestsWhileOthersGoOn() {
        row("main/vera", Interest.Kind.LIKES);
        hears(news(Kind.LAUNCHED, "new-kettle", 900, null));
        hears(news(Kind.LAUNCHED, "pan", 900, null));
        hears(new ProductNews(Kind.CHANGED, "new-kettle", SOLD_OUT, null, "e", NOON));
        assertThat(walk(KITCHEN)).extracting(told -> told.news().product()).containsExactly("pan");
        assertThat(walk(KITCHEN)).isEmpty();
        hears(news(Kind.CHANGED, "new-kettle", 950, null));
        assertThat(walk(KITCHEN))
                .extracting(told -> told.news().facts().price().amount())
                .containsExactly(950L);
    }

    @Test
    void theProductsOwnBucketsKnowItForADay() {
        hears(news(Kind.CHANGED, "kettle", 900, null));
        assertThat(Objects.requireNonNull(state.facts(now)).price().amount()).isEqualTo(900);
        now = NOON.plus(ProductRules.NEWS_LAST);
        assertThat(state.facts(now)).isNull();
        walk(KETTLE);
        assertThat(state).isEqualTo(BucketState.NONE);
        hears(news(Kind.LAUNCHED, "new-kettle", 900, null));
        assertThat(state.facts(now)).as("of another product").isNull();
    }

    @Test
    void whatChangesLeavesNewsOfOthersAlone() {
        hears(news(Kind.LAUNCHED, "new-kettle", 900, null));
        hears(news(Kind.CHANGED, "kettle", 1_000, null));
        assertThat(state.fanOuts())
                .singleElement()
                .satisfies(
                        one -> assertThat(one.news().facts().price().amount()).isEqualTo(900));
    }

    @Test
    void moreLaunchesThanThereIsRoomForAreCounted() {
        for (int i = 0; i < BucketRules.MOST_FAN_OUTS + 3; i++) {
            hears(news(Kind.LAUNCHED, "p" + i, 900, null));
        }
        assertThat(state.fanOuts()).hasSize(BucketRules.MOST_FAN_OUTS);
        assertThat(untold).hasSize(3).containsOnly(Kind.LAUNCHED);
    }

    private void interested(int customers, Interest.Kind kind) {
        IntStream.range(0, customers).forEach(number -> row("main/c" + number, kind));
    }

    private void row(String customer, Interest.Kind... kinds) {
        rows.put(customer, Set.of(kinds));
    }

    private void hears(ProductNews news) {
        BucketDecided decided = BucketRules.heard(KETTLE, state, news, now);
        state = decided.state();
        untold.addAll(decided.untold());
    }

    private List<Told> walk(ProductKey key) {
        BucketRules.Listeners listeners = new BucketRules.Listeners(this::behind, kind -> listened);
        BucketDecided decided = BucketRules.walk(key, state, listeners, now);
        state = decided.state();
        untold.addAll(decided.untold());
        return decided.told();
    }

    private List<Told> all(ProductKey key) {
        List<Told> told = new ArrayList<>();
        while (!state.fanOuts().isEmpty()) {
            told.addAll(walk(key));
        }
        return told;
    }

    private List<Interested> behind(String customer, int most) {
        return rows.tailMap(customer, false).entrySet().stream()
                .limit(most)
                .map(row -> new Interested(CustomerKey.parse(row.getKey()), row.getValue()))
                .toList();
    }

    private static List<String> customers(List<Told> told) {
        return told.stream().map(one -> one.customer().toString()).toList();
    }

    private static ProductNews news(Kind kind, String product, long price, @Nullable Long was) {
        ProductFacts facts = new ProductFacts("Kettle", new ProductPrice(price, "RUB"), 5, null, null, null, null);
        return new ProductNews(kind, product, facts, was == null ? null : new ProductPrice(was, "RUB"), "e", NOON);
    }
}
