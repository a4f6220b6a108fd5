package dev.vestnik.rules.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Decider;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailingRulesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    /** No event that is checked at the door says so. */
    private static final Event FAILS =
            new Event("test", "e1", "device.registered", NOON, Map.of("platform", "+79991234567", "token", "t"));

    private final TestRunner runner = new TestRunner(new Decider((customer, channel, topic) -> "https://example.org"));

    @Test
    void aRunTellsWhereTheyFailAndNotWithWhichWords() {
        TestRun run = new TestRun(
                new Subject(null, null, CustomerState.NEW, List.of()),
                NOON,
                NOON.plus(Duration.ofDays(1)),
                List.of(new ToldEvent(NOON, FAILS)),
                ReceiptModel.ALL_DELIVERED,
                ScriptedReplies.NONE,
                List.of());
        assertThat(runner.run(run, Definitions.EMPTY).story())
                .singleElement()
                .satisfies(step -> assertThat(step.failure())
                        .contains("IllegalArgumentException at ")
                        .doesNotContain("79991234567"));
    }
}
