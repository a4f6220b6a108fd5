package dev.vestnik.engine.streams.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.reason.NoEntryReason;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTraceTest {
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final CustomerKey BORIS = new CustomerKey("main", "boris");
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final EventTrace trace = new EventTrace();

    @Test
    void countsEventsOfOneKindTogether() {
        trace.add(ANNA, passed("page.viewed", "e1", "sale"), NOON);
        trace.add(ANNA, passed("page.viewed", "e2", "sale"), NOON.plusSeconds(5));

        assertThat(trace.of(ANNA)).singleElement().satisfies(kind -> {
            assertThat(kind.times()).isEqualTo(2);
            assertThat(kind.lastId()).isEqualTo("e2");
            assertThat(kind.first()).isEqualTo(NOON);
            assertThat(kind.last()).isEqualTo(NOON.plusSeconds(5));
        });
        assertThat(trace.of(BORIS)).isEmpty();
    }

    @Test
    void tellsTheMostRecentKindFirst() {
        trace.add(ANNA, passed("page.viewed", "e1", "sale"), NOON);
        trace.add(ANNA, passed("cart.updated", "e2", "large-cart"), NOON);
        trace.add(ANNA, passed("page.viewed", "e3", "new"), NOON);
        trace.add(ANNA, passed("page.viewed", "e4", "sale"), NOON);

        assertThat(trace.of(ANNA)).extracting(Passed::lastId).containsExactly("e4", "e3", "e2");
    }

    @Test
    void letsTheLeastRecentKindMakeRoom() {
        for (int i = 1; i <= 21; i++) {
            trace.add(ANNA, passed("x.event" + i, "e" + i, "sale"), NOON);
        }

        assertThat(trace.of(ANNA)).hasSize(20).extracting(Passed::event).doesNotContain("x.event1");
    }

    @Test
    void forgetsACustomerWhoIsErased() {
        trace.add(ANNA, passed("page.viewed", "e1", "sale"), NOON);
        trace.forget(ANNA);

        assertThat(trace.of(ANNA)).isEmpty();
    }

    private static Effect.Passed passed(String event, String id, String journey) {
        return new Effect.Passed(event, id, new JourneyId(journey), NoEntryReason.CONDITION, "event.total > 5");
    }
}
