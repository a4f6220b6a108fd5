package dev.vestnik.rules.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErasureMarkTest {
    private final Shop shop = new Shop(Carts.shipped(1));

    @Test
    void anErasureLeavesItsTimeAndNobody() {
        shop.known().happens("customer.erased", Map.of());
        assertThat(ErasureMark.of(shop.state())).isEqualTo(shop.now());
        assertThat(shop.state().isOfSomebody()).isFalse();
    }

    @Test
    void whoWasNeverErasedHasNone() {
        assertThat(ErasureMark.of(shop.known().state())).isNull();
    }

    @Test
    void theLaterOfKafkasClockAndOursCounts() {
        Instant ahead = shop.now().plusSeconds(2);
        shop.known()
                .signal(new Signal.Happened(
                        new Event("/shops/main", "x", "customer.erased", shop.now(), Map.of()), ahead));
        assertThat(ErasureMark.of(shop.state())).isEqualTo(ahead);
    }

    @Test
    void theLastOneCountsAndIsTheOnlyMark() {
        shop.known().happens("customer.erased", Map.of());
        shop.outage(Duration.ofDays(1)).known().happens("customer.erased", Map.of());
        assertThat(ErasureMark.of(shop.state())).isEqualTo(shop.now());
        assertThat(shop.state().seen())
                .filteredOn(seen -> seen.until().isAfter(shop.now().plus(Duration.ofDays(100))))
                .hasSize(1);
    }

    @Test
    void itIsThereAsLongAsTopicsMayHaveWhatWasBeforeAndThenForgotten() {
        shop.known().happens("customer.erased", Map.of());
        Instant erased = shop.now();
        shop.after(Duration.ofDays(100)).known();
        assertThat(ErasureMark.of(shop.state())).isEqualTo(erased);
        shop.after(Duration.ofDays(25)).known();
        assertThat(ErasureMark.of(shop.state())).isNull();
    }
}
