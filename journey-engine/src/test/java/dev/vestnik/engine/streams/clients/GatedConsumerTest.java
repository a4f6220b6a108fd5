package dev.vestnik.engine.streams.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.wakeup.SettledBacklogs;
import dev.vestnik.engine.streams.wakeup.WakeupSlices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GatedConsumerTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** In a burst that would leave an eighth of the machine idle. */
    @Test
    void doesNotWaitForRecordsWhileWakeUpsAreOverdue() {
        WakeupSlices pace = new WakeupSlices(Duration.ofMillis(20));
        Map<String, Object> nobody = Map.of("bootstrap.servers", "127.0.0.1:9");
        GatedConsumer consumer =
                new GatedConsumer(nobody, new SchemaGate((_, _) -> null), pace, SettledBacklogs.make());
        consumer.assign(List.of(new TopicPartition("shop.events", 0)));
        pace.behind();
        long from = System.nanoTime();
        assertThat(consumer.poll(LONG).isEmpty()).isTrue();
        assertThat(System.nanoTime() - from).isLessThan(LONG.toNanos() / 2);
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
