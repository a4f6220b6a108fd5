package dev.vestnik.engine.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerKey;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rules' customer key is the contract's: it hashes as Kafka's partitioner does, and takes the same names. */
class CustomerKeysTest {
    @Test
    void hashesLikeTheKeysOfKafkasRecords() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            String id = random.ints(1 + random.nextInt(40), 1, 0xd800)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            assertThat(new CustomerKey("main", id).murmur2())
                    .as("%s, seed %d", id, seed)
                    .isEqualTo(new dev.vestnik.schemas.CustomerKey("main", id).murmur2());
        }
    }

    @Test
    void isWrittenAsInTheContract() {
        assertThat(CustomerKey.parse("main/a/b"))
                .hasToString(dev.vestnik.schemas.CustomerKey.parse("main/a/b").toString());
    }
}
