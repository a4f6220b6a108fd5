package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.work.Weight;
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
    void aValueThatIsTooLargeIsNotGatheredAndTheRestGoesOn() {
        viewed("a", "b".repeat(10_001));
        assertThat(context()).containsEntry("products", List.of("a")).containsEntry("latest", "b".repeat(10_001));
        assertThat(notKept(shop)).containsExactly("products");
    }

    @Test
    void aContextHasItsBound() {
        Shop large = new Shop(Written.journey(VIEWED.replace("last: 3", "last: 50"))).known();
        for (int i = 0; i < 30; i++) {
            large.happens("x.viewed", Map.of("product", i + "x".repeat(5_000)));
        }
        Map<String, Object> context = large.state().instances().getFirst().context();
        assertThat(Weight.of(context)).isBetween(90_000L, RunContext.LARGEST + 100);
        assertThat(context).containsEntry("latest", 29 + "x".repeat(5_000));
        assertThat(notKept(large)).hasSizeGreaterThan(5).containsOnly("products");
    }

    @Test
    void aStateThatIsFullGathersNothingMore() {
        viewed("a");
        shop.whenFull("x.viewed", Map.of("product", "b"));
        assertThat(context()).isEqualTo(Map.of("products", List.of("a"), "latest", "b"));
        assertThat(notKept(shop)).containsExactly("products");
    }

    private static List<String> notKept(Shop shop) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> DropReason.VALUE_NOT_KEPT.label().equals(decision.reason()))
                .map(decision -> String.valueOf(decision.inputs().get("name")))
                .toList();
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
