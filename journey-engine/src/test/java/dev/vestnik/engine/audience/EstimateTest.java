package dev.vestnik.engine.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.audience.Estimate.Found;
import dev.vestnik.rules.customer.CustomerKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static final double HASHES = 1L << Integer.SIZE;

    @Test
    void whoWereAllCountedAreSoManyAndNoMore() {
        assertThat(Estimate.of(List.of(new Found(3, 1), new Found(4, 1)))).isEqualTo(new Estimate(7, 0));
        assertThat(Estimate.of(List.of())).isEqualTo(new Estimate(0, 0));
    }

    @Test
    void noneFoundInAPartIsNotNoneAtAll() {
        assertThat(Estimate.of(List.of(new Found(0, 0.5)))).isEqualTo(new Estimate(0, 3));
    }

    /** The keys of shops are numbers in a row, and the hash is what scatters them. */
    @Test
    void theErrorHoldsInNineteenOfTwentySegments() {
        int within = 0;
        int segments = 200;
        for (int segment = 0; segment < segments; segment++) {
            int every = 2 + segment;
            int customers = 20_000;
            long found = 0;
            long all = 0;
            for (int i = 0; i < customers; i += every) {
                String id = "s" + segment + "-" + i;
                all++;
                found += share(new CustomerKey("main", id)) < 0.1 ? 1 : 0;
            }
            Estimate estimate = Estimate.of(List.of(new Found(found, 0.1)));
            within += Math.abs(estimate.count() - all) <= estimate.error() ? 1 : 0;
        }
        assertThat(within).isGreaterThan(segments * 9 / 10);
    }

    private static double share(CustomerKey customer) {
        return Integer.toUnsignedLong(customer.murmur2()) / HASHES;
    }
}
