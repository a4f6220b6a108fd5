package dev.vestnik.rules.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The companions of a product: who gets one of the few places, and who is recommended. */
class CompanionsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Companions companions = Companions.NONE;
    private Instant now = NOON;

    @Test
    void theOneThatCameUpMostIsTheFirst() {
        had("lamp");
        had("pot", "cup");
        had("cup", "lamp");
        had("cup");
        assertThat(recommended()).containsExactly("cup", "lamp");
        assertThat(companions.suggestions(now).getFirst().weight()).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void whatOneCustomerHadIsNotRecommended() {
        had("lamp");
        assertThat(recommended()).isEmpty();
        had("lamp");
        assertThat(recommended()).containsExactly("lamp");
    }

    @Test
    void whatIsOldCountsLess() {
        had("lamp");
        had("lamp");
        had("lamp");
        now = NOON.plus(Duration.ofDays(60));
        had("cup");
        had("cup");
        assertThat(recommended()).containsExactly("cup");
        assertThat(companions.all().getLast().counted()).isEqualTo(0.75, within(1e-9));
    }

    @Test
    void anEventOfBeforeMakesNothingYounger() {
        had("lamp");
        now = NOON.minusSeconds(60);
        had("lamp");
        assertThat(companions.at()).isEqualTo(NOON);
        assertThat(companions.all().getFirst().counted()).isEqualTo(2);
    }

    @Test
    void hundredsOfOthersLeaveTheOneThatComesUpOftenItsPlace() {
        for (int i = 0; i < 2_000; i++) {
            had("chance-" + i);
            if (i % 20 == 0) {
                had("cup");
            }
        }
        assertThat(companions.all()).hasSize(Companions.MOST);
        assertThat(recommended()).containsExactly("cup");
    }

    @Test
    void aNewOneThatComesUpOftenGetsAPlaceThoughAllAreTaken() {
        IntStream.range(0, Companions.MOST).forEach(i -> {
            had("old-" + i);
            had("old-" + i);
            had("old-" + i);
        });
        for (int i = 0; i < 40; i++) {
            had("chance-" + i);
            had("new");
        }
        assertThat(recommended().getFirst()).isEqualTo("new");
    }

    private void had(String... others) {
        companions = companions.with(List.of(others), now);
    }

    private List<String> recommended() {
        return companions.suggestions(now).stream().map(Suggestion::product).toList();
    }
}
