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
    private static final Duration ROUND = Duration.ofMillis(1 << 26);
    private static final CustomerState STATE = CustomerState.NEW.withSeen(List.of(new Seen(1, NOON.plusSeconds(60))));

    private static Instant due(int customer) {
        return Objects.requireNonNull(Housekeeping.due(new CustomerKey("main", "c" + customer), STATE, NOON));
    }

    @Test
    void customersArePrunedAtMomentsThatAreSpreadOverMostOfADay() {
        int[] hours = new int[19];
        IntStream.range(0, 24_000).forEach(customer -> {
            Instant due = due(customer);
            assertThat(due)
                    .isAfter(NOON.plusSeconds(60))
                    .isBeforeOrEqualTo(NOON.plusSeconds(60).plus(ROUND));
            hours[(int) Duration.between(NOON.plusSeconds(60), due).toHours()]++;
        });
        assertThat(IntStream.of(hours).limit(18).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(1_000, 1_600));
    }

    @Test
    void customersOfOnePartitionAreSpreadToo() {
        assertThat(IntStream.range(0, 24_000)
                        .filter(customer -> new CustomerKey("main", "c" + customer).murmur2() % 64 == 0)
                        .mapToObj(HousekeepingTest::due)
                        .distinct())
                .hasSizeGreaterThan(150);
    }

    @Test
    void aCustomersMomentComesAgainEachRound() {
        Instant first = due(7);
        Instant second = Housekeeping.due(new CustomerKey("main", "c7"), STATE, first);
        assertThat(second).isEqualTo(first.plus(ROUND));
    }
}
