package dev.vestnik.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.service.access.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private static final Caller SLOW = new Caller("slow", Set.of(), Set.of("slow"));
    private static final Caller OTHER = new Caller("other", Set.of(), Set.of("other"));

    private static Slots of(int most) {
        return new Slots(most, Duration.ofMillis(50));
    }

    @Test
    void oneCallerDoesNotShutOutAnother() {
        Slots slots = of(8);
        List<Slots.Seat> seats = taken(slots, 6);
        assertThat(slots.take(SLOW)).isNull();
        assertThat(slots.take(OTHER)).isNotNull();
        seats.getFirst().close();
        assertThat(slots.take(SLOW)).isNotNull();
    }

    @Test
    void thereIsRoomForNoMoreThanThat() {
        Slots slots = of(1);
        List<Slots.Seat> seats = taken(slots, 1);
        assertThat(slots.take(OTHER)).isNull();
        seats.getFirst().close();
        assertThat(slots.take(OTHER)).isNotNull();
    }

    @Test
    void aRequestThatWaitsForItsClientTakesNoRoom() throws InterruptedException {
        Slots slots = of(1);
        Slots.Seat waiting = taken(slots, 1).getFirst();
        waiting.stepAside();
        Slots.Seat working = slots.take(SLOW);
        assertThat(working).isNotNull();
        assertThat(waiting.goOn()).isFalse();
        working.close();
        assertThat(waiting.goOn()).isTrue();
        assertThat(slots.take(SLOW)).isNull();
    }

    @Test
    void requestsThatWaitHaveABoundToo() {
        Slots slots = of(4);
        int most = 3 * Slots.ASIDE;
        for (int i = 0; i < most; i++) {
            Slots.Seat seat = slots.take(SLOW);
            assertThat(seat).isNotNull();
            seat.stepAside();
        }
        assertThat(slots.take(SLOW)).isNull();
        assertThat(slots.take(OTHER)).isNotNull();
    }

    @Test
    void whatIsGivenBackTwiceIsGivenBackOnce() {
        Slots slots = of(1);
        Slots.Seat seat = taken(slots, 1).getFirst();
        seat.close();
        seat.stepAside();
        seat.close();
        assertThat(taken(slots, 1)).hasSize(1);
        assertThat(slots.take(SLOW)).isNull();
    }

    private static List<Slots.Seat> taken(Slots slots, int count) {
        List<Slots.Seat> seats = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Slots.Seat seat = slots.take(SLOW);
            assertThat(seat).isNotNull();
            seats.add(seat);
        }
        return seats;
    }
}
