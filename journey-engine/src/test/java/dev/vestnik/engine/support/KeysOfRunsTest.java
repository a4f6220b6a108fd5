package dev.vestnik.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.streams.query.Parked;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.rules.reason.Breakdown;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A journey computes the keys of its runs of whatever the customer has: a phone is one, too. */
class KeysOfRunsTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final CustomerKey ANNA = new CustomerKey("main", "anna");
    private static final String PHONE = "+74956460054";
    private static final Position STUCK =
            new Position.Stuck(NOON, new Position.Failure(Breakdown.UNDECIDABLE, "it fails"), NOON, null, List.of());
    private static final Instance RUN = new Instance(
            new UUID(1, 2),
            new JourneyId("by-phone"),
            1,
            PHONE,
            "wait",
            1,
            STUCK,
            Map.of(),
            Map.of(),
            "order.placed",
            NOON,
            NOON);

    private final JsonMapper json = JsonMapper.shared();

    @Test
    void theRoleSupportAloneReadsTheKeysOfACustomersRuns() {
        CustomerState state = CustomerState.NEW.withInstances(List.of(RUN));
        assertThat(json.writeValueAsString(CustomerView.of(ANNA, state, true))).contains(PHONE);
        assertThat(json.writeValueAsString(CustomerView.of(ANNA, state, false)))
                .contains("by-phone")
                .doesNotContain(PHONE);
    }

    @Test
    void theRoleSupportAloneReadsTheKeysOfParkedRuns() {
        Parked parked = new Parked(ANNA, RUN);
        assertThat(json.writeValueAsString(StuckView.of(parked, true))).contains(PHONE);
        String masked = json.writeValueAsString(StuckView.of(parked, false));
        assertThat(masked).contains("by-phone").doesNotContain(PHONE);
        assertThat(json.readValue(masked, StuckView.class).key())
                .as("as a peer reads it")
                .isNull();
    }
}
