package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    private static final Instant NOON = Instant.parse("2026-01-24T12:00:00Z");
    private static final CustomerState STATE = CustomerState.NEW.withSeen(List.of(new Seen(1, NOON.plusSeconds(60))));

    private static Instant due(int customer) {
        return Objects.requireNonNull(Housekeeping.due(new CustomerKey("main", "c" + customer), STATE, NOON));
    }

    @Test
    void eachCustomerHasAMomentOfTheDayOfTheirOwn() {
        int[] hours = new int[24];
        IntStream.range(0, 24_000).forEach(customer -> {
            Instant due = due(customer);
            assertThat(due)
                    .isAfter(NOON.plusSeconds(60))
                    .isBeforeOrEqualTo(NOON.plusSeconds(60).plus(Duration.ofDays(1)));
            hours[(int) Duration.between(NOON, due).toHours() % 24]++;
        });
        assertThat(IntStream.of(hours).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(800, 1_200));
    }

    @Test
    void theMomentIsTheSameEveryDay() {
        Instant today = due(7);
        Instant tomorrow = Housekeeping.due(new CustomerKey("main", "c7"), STATE, today);
        assertThat(tomorrow).isEqualTo(today.plus(Duration.ofDays(1)));
    }
}
