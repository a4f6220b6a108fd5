package dev.vestnik.rules.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.product.ProductFacts;
import dev.vestnik.rules.product.ProductPrice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A question goes from product to product until enough is found. */
class RecommendRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Map<String, Companions> companions = new HashMap<>();
    private final Map<String, ProductFacts> facts = new HashMap<>();
    private final List<String> way = new ArrayList<>();

    @Test
    void theBestThatAreInStockAreFound() {
        together("kettle", "pot", 5);
        together("kettle", "cup", 4);
        together("kettle", "lamp", 3);
        sells("pot", 0);
        sells("cup", 3);
        sells("lamp", 3);
        assertThat(found(1, Set.of("kettle"), "kettle")).containsExactly("cup");
        assertThat(way).containsExactly("kettle", "pot", "cup");
        assertThat(found(3, Set.of("kettle"), "kettle")).containsExactly("cup", "lamp");
    }

    @Test
    void whatTheCustomerHasIsNotAskedAtAll() {
        together("kettle", "cup", 4);
        together("kettle", "lamp", 3);
        sells("cup", 3);
        sells("lamp", 3);
        assertThat(found(3, Set.of("kettle", "cup"), "kettle")).containsExactly("lamp");
        assertThat(way).containsExactly("kettle", "lamp");
    }

    @Test
    void ofSeveralProductsTheOneCountsMostThatBelongsToAll() {
        together("kettle", "cup", 6);
        together("kettle", "lamp", 4);
        together("tea", "lamp", 4);
        together("tea", "spoon", 6);
        for (String product : List.of("cup", "lamp", "spoon")) {
            sells(product, 1);
        }
        assertThat(found(1, Set.of("kettle", "tea"), "kettle", "tea")).containsExactly("lamp");
        assertThat(way).containsExactly("kettle", "tea", "lamp");
    }

    @Test
    void whatTheShopHasNotDescribedIsNotRecommended() {
        together("kettle", "pot", 5);
        assertThat(found(3, Set.of("kettle"), "kettle")).isEmpty();
        assertThat(found(3, Set.of("stone"), "stone")).isEmpty();
    }

    @Test
    void aShopInWhichAllIsSoldOutIsNotAskedForEver() {
        IntStream.range(0, 30).forEach(i -> {
            together("kettle", "p" + i, 2);
            sells("p" + i, 0);
        });
        assertThat(found(3, Set.of("kettle"), "kettle")).isEmpty();
        assertThat(way).hasSize(1 + Recommending.MOST_SUGGESTIONS);
    }

    private void together(String product, String other, int times) {
        for (int i = 0; i < times; i++) {
            companions.merge(
                    product,
                    Companions.NONE.with(List.of(other), NOON),
                    (before, first) -> before.with(List.of(other), NOON));
        }
    }

    private void sells(String product, int stock) {
        facts.put(product, new ProductFacts(product, new ProductPrice(900, "RUB"), stock, null, null, null, null));
    }

    private List<String> found(int most, Set<String> without, String... about) {
        way.clear();
        Recommending asked = new Recommending(Together.BOUGHT, List.of(about), without, List.of(), List.of(), most);
        for (@Nullable String next = about[0]; next != null; next = asked.next()) {
            way.add(next);
            asked = RecommendRules.asked(
                    next, facts.get(next), companions.getOrDefault(next, Companions.NONE), asked, NOON);
        }
        return asked.found().stream().map(FoundProduct::product).toList();
    }
}
