package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run remembers the last few different values that its events bring (44, 56, 58). */
class GatheredTest {
    private static final String VIEWED = """
            id: viewed
            class: service
            entry: {on: x.viewed}
            context: {products: {of: event.product, last: 3}, latest: event.product}
            on: [{on: x.viewed, update: true}]
            start: quiet
            steps: {quiet: {type: waitUntil, timeout: P1D}}
            """;

    private final Shop shop = new Shop(Written.journey(VIEWED)).known();

    @Test
    void keepsTheLastOnesInTheirOrder() {
        viewed("a", "b", "c", "d");
        assertThat(context()).isEqualTo(Map.of("products", List.of("b", "c", "d"), "latest", "d"));
    }

    @Test
    void oneThatComesAgainGoesToTheEnd() {
        viewed("a", "b", "a");
        assertThat(context()).containsEntry("products", List.of("b", "a"));
    }

    @Test
    void anEventWithoutTheValueChangesNothing() {
        viewed("a");
        shop.after(Duration.ofMinutes(1)).happens("x.viewed", Map.of());
        assertThat(context()).containsEntry("products", List.of("a"));
    }

    @Test
    void aWaitThatRefreshesTheContextGathersToo() {
        Shop reset = new Shop(Written.journey(VIEWED.replace("on: [{on: x.viewed, update: true}]\n", "")
                        .replace("timeout: P1D", "timeout: P1D, resetOn: [{on: x.viewed, update: true}]")))
                .known();
        reset.happens("x.viewed", Map.of("product", "a")).happens("x.viewed", Map.of("product", "b"));
        reset.happens("x.viewed", Map.of());
        assertThat(reset.state().instances().getFirst().context()).isEqualTo(Map.of("products", List.of("a", "b")));
    }

    @Test
    void faultsAreNamedWhereTheyAre() {
        assertThat(faults(VIEWED.replace("last: 3", "last: 51")))
                .containsExactly("context.products.last: must be a whole number 1-50");
        assertThat(faults(VIEWED.replace(", last: 3", ""))).containsExactly("context.products.last: is missing");
        assertThat(faults(VIEWED.replace("of: event.product, ", "")))
                .containsExactly("context.products.of: is missing");
    }

    private void viewed(String... products) {
        for (String product : products) {
            shop.happens("x.viewed", Map.of("product", product)).after(Duration.ofMinutes(1));
        }
    }

    private Map<String, Object> context() {
        return shop.state().instances().getFirst().context();
    }

    private static List<String> faults(String text) {
        Checked<Journey> checked = Written.check(text, 1);
        assertThat(checked).as(text).isInstanceOf(Checked.Faulty.class);
        return ((Checked.Faulty<Journey>) checked)
                .faults().stream().map(Fault::toString).toList();
    }
}
