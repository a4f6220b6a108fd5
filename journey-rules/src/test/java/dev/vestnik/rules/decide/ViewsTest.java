package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.journey.Exit;
import dev.vestnik.rules.journey.Goal;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Step;
import dev.vestnik.rules.journey.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Views come by the hundred: a journey that looks at them must not make every customer remember every one. */
class ViewsTest {
    private static final Trigger VIEWED = new Trigger("page.viewed", null);

    @Test
    void aViewThatFoundNobodyLeavesNothing() {
        for (Journey journey : List.of(endedByAView(), aimedAtAView(), movedByAView())) {
            Shop shop = new Shop(journey).known();
            CustomerState before = shop.state();
            shop.happens("page.viewed", Map.of());
            assertThat(shop.state()).isSameAs(before);
        }
    }

    @Test
    void aViewEndsWhatBeganBeforeIt() {
        Shop shop = new Shop(endedByAView()).known().happens("cart.updated", cart("c1", 100));
        shop.outage(Duration.ofMinutes(1)).happens("page.viewed", Map.of());
        assertThat(shop.story()).endsWith("LEFT came-back");
    }

    @Test
    void aViewThatComesAgainDoesNotEndWhatBeganAfterIt() {
        Shop shop = viewedBefore(endedByAView());
        assertThat(shop.state().instances()).hasSize(1);
    }

    @Test
    void aViewThatComesAgainDoesNotReachAGoalSetAfterIt() {
        Shop shop = viewedBefore(aimedAtAView());
        assertThat(shop.story()).doesNotContain("CONVERTED");
        shop.happens("page.viewed", Map.of());
        assertThat(shop.story()).contains("CONVERTED");
    }

    @Test
    void aViewThatComesAgainDoesNotMoveWhatWaitsSinceThen() {
        Shop shop = viewedBefore(movedByAView());
        assertThat(shop.state().instances()).hasSize(1);
        shop.happens("page.viewed", Map.of());
        assertThat(shop.state().instances()).isEmpty();
    }

    private static Shop viewedBefore(Journey journey) {
        Shop shop = new Shop(journey).known();
        Instant at = shop.now();
        shop.happened("v1", "page.viewed", at, Map.of()).outage(Duration.ofMinutes(1));
        return shop.happens("cart.updated", cart("c1", 100)).happened("v1", "page.viewed", at, Map.of());
    }

    private static Journey endedByAView() {
        return with(List.of(new Exit(VIEWED, "came-back")), null, quiet(List.of()));
    }

    private static Journey aimedAtAView() {
        return with(List.of(), new Goal(VIEWED, Duration.ofDays(1), null), quiet(List.of()));
    }

    private static Journey movedByAView() {
        return with(List.of(), null, quiet(List.of(new Step.OnEvent(VIEWED, "end"))));
    }

    private static Step quiet(List<Step.OnEvent> events) {
        return new Step.WaitUntil("quiet", events, Carts.QUIET, List.of(), null, "end");
    }

    private static Journey with(List<Exit> exits, Goal goal, Step quiet) {
        Journey journey = Carts.abandoned(1);
        return new Journey(
                journey.id(),
                1,
                journey.journeyClass(),
                journey.topic(),
                journey.priority(),
                journey.entry(),
                journey.context(),
                exits,
                goal,
                0,
                Map.of("quiet", quiet, "end", new Step.End("end")),
                "quiet");
    }
}
