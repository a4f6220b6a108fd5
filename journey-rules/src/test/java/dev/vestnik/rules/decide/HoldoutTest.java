package dev.vestnik.rules.decide;

import static dev.vestnik.rules.decide.Carts.cart;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.Journey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A comparison with the control group counts customers from their first exposure, whichever arm they are of. */
class HoldoutTest {
    /** Of a percentage of 1 Anna is not held out. */
    private static final int TREATED = 1;

    private static final int CONTROL = 100;

    @Test
    void aCartADayForAWeekIsOneCustomerInEitherArm() {
        Shop treated = aCartADayForAWeek(TREATED);
        Shop control = aCartADayForAWeek(CONTROL);
        assertThat(treated.count(Outcome.ENTERED)).isGreaterThan(control.count(Outcome.ENTERED));
        assertThat(counted(treated, Outcome.ENTERED))
                .hasSize(1)
                .allSatisfy(inputs -> assertThat(inputs)
                        .containsEntry("arm", "treated")
                        .containsEntry("exposed", Shop.NOON.toString()));
        assertThat(counted(control, Outcome.ENTERED))
                .hasSize(1)
                .allSatisfy(inputs -> assertThat(inputs)
                        .containsEntry("arm", "control")
                        .containsEntry("exposed", Shop.NOON.toString()));
    }

    @Test
    void oneOrderConvertsACustomerOnceHoweverManyEntriesItConverts() {
        Shop treated = aCartADayForAWeek(TREATED);
        Shop control = aCartADayForAWeek(CONTROL);
        treated.happens("order.placed", cart("c1", 100));
        control.happens("order.placed", cart("c1", 100));
        assertThat(treated.count(Outcome.CONVERTED)).isGreaterThan(1);
        assertThat(counted(treated, Outcome.CONVERTED)).hasSize(1);
        assertThat(counted(control, Outcome.CONVERTED)).hasSize(1);
    }

    @Test
    void anOrderLongAfterTheFirstExposureCountsInNeitherArm() {
        for (int percent : new int[] {TREATED, CONTROL}) {
            Shop shop = shop(percent).happens("cart.updated", cart("c1", 1)).after(Duration.ofDays(8));
            shop.happens("cart.updated", cart("c1", 2)).happens("order.placed", cart("c1", 100));
            assertThat(shop.count(Outcome.CONVERTED)).isEqualTo(1);
            assertThat(counted(shop, Outcome.CONVERTED)).isEmpty();
        }
    }

    @Test
    void aFirstPurchaseThatComesTooLateIsNoRepeat() {
        Shop shop = shop(CONTROL).happens("cart.updated", cart("c1", 1)).after(Duration.ofDays(8));
        shop.happens("cart.updated", cart("c2", 1)).happens("order.placed", cart("c2", 1));
        assertThat(inputs(shop, Outcome.CONVERTED))
                .isNotEmpty()
                .allSatisfy(inputs -> assertThat(inputs).containsEntry("counts", "late"));
    }

    @Test
    void aJourneyWithoutAControlGroupSaysNothingOfIt() {
        Shop shop = shop(0).happens("cart.updated", cart("c1", 1));
        assertThat(inputs(shop, Outcome.ENTERED))
                .allSatisfy(inputs -> assertThat(inputs).isEmpty());
        assertThat(shop.state().memory().exposures()).isEmpty();
    }

    @Test
    void belowTheFeatureLevelOnlyTheArmIsSaid() {
        Shop shop = shop(CONTROL);
        shop.publish(shop.published().on(FeatureLevel.STATE_FORMAT_3));
        shop.happens("cart.updated", cart("c1", 1));
        assertThat(inputs(shop, Outcome.ENTERED)).containsExactly(Map.of("arm", "control"));
        assertThat(shop.state().memory().isEmpty()).isTrue();
    }

    @Test
    void anExposureIsForgottenAndDoesNotKeepAVisitorsStateBusy() {
        Shop shop = shop(CONTROL).happens("cart.updated", cart("c1", 1));
        assertThat(shop.after(Duration.ofDays(89)).state().memory().exposures()).hasSize(1);
        assertThat(shop.after(Duration.ofDays(3)).state().memory().exposures()).isEmpty();
    }

    private static Shop aCartADayForAWeek(int percent) {
        Shop shop = shop(percent);
        for (int day = 0; day < 6; day++) {
            shop.happens("cart.updated", cart("c1", day)).after(Duration.ofDays(1));
        }
        return shop;
    }

    private static Shop shop(int percent) {
        Journey journey = Carts.abandoned(1, null, percent);
        return new Shop(journey).known();
    }

    private static List<Map<String, String>> counted(Shop shop, Outcome outcome) {
        return inputs(shop, outcome).stream()
                .filter(inputs -> "first".equals(inputs.get("counts")))
                .toList();
    }

    private static List<Map<String, String>> inputs(Shop shop, Outcome outcome) {
        return shop.only(Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .filter(decision -> decision.outcome() == outcome)
                .map(Decision::inputs)
                .toList();
    }
}
