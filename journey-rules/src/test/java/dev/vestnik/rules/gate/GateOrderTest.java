package dev.vestnik.rules.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GateOrderTest {
    /** Decisions show these names: what reads them elsewhere relies on them. */
    @Test
    void aMessageComesToTheGatesInThisOrder() {
        assertThat(GateOrder.of((candidate, situation) -> Map.of()))
                .extracting(Gate::name)
                .containsExactly(
                        "exit",
                        "condition",
                        "expiry",
                        "contact",
                        "consent",
                        "quiet-hours",
                        "frequency-cap",
                        "priority",
                        "budget",
                        "render",
                        "emit");
    }
}
