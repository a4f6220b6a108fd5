package dev.vestnik.engine.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.audience.CampaignTally.Counts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Counts WHOLE = new Counts(0, Map.of("customers", 3L, "reached", 1L, "sent sms", 1L), 1);

    @Test
    void saysWhenNotAllCustomersCouldBeAsked() {
        assertThat(of(all(WHOLE, List.of(), Set.of())).leavesSomeOut()).isFalse();
        Forecast moving = of(all(WHOLE, List.of(1), Set.of()));
        assertThat(moving.leavesSomeOut()).isTrue();
        assertThat(moving.says()).contains("not all customers could be asked");
        assertThat(of(all(WHOLE, List.of(), Set.of("other:8081"))).leavesSomeOut())
                .isTrue();
    }

    @Test
    void ofASampleItSaysNobodyAndEverybodyOnlyOfThoseLookedAt() {
        Counts nobody = new Counts(0, Map.of("customers", 3L), 0.5);
        Counts everybody = new Counts(0, Map.of("customers", 3L, "reached", 3L, "sent sms", 3L), 0.5);
        assertThat(of(all(nobody, List.of(), Set.of())).says()).isEqualTo("it is for nobody of those looked at");
        assertThat(of(all(everybody, List.of(), Set.of())).says()).startsWith("it is for everybody of those looked at");
    }

    @Test
    void saysHowManyOfAListAreNotKnown() {
        Counts part = new Counts(0, Map.of("customers", 3L, "listed", 2L, "reached", 2L, "sent sms", 2L), 1);
        ListedCustomers list = new ListedCustomers("vip", 5, new Estimate(5, 0));
        Forecast forecast = Forecast.of(all(part, List.of(), Set.of()), list);
        assertThat(forecast.list()).isEqualTo(new ListedCustomers("vip", 5, new Estimate(3, 0)));
        assertThat(forecast.outcomes()).doesNotContainKey("listed");
        assertThat(forecast.says()).endsWith("; 3 of its list are not known");
    }

    private static Forecast of(Sampling.Everywhere<Counts> all) {
        return Forecast.of(all, null);
    }

    private static Sampling.Everywhere<Counts> all(Counts part, List<Integer> missing, Set<String> silent) {
        return new Sampling.Everywhere<>(List.of(part), missing, silent);
    }
}
