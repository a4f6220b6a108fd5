package dev.vestnik.rules.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.rules.gate.Gate;
import dev.vestnik.rules.gate.GateOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/gates.md} has an example of every gate, in their order, and each does what it says. */
class GatesPageTest {
    /** Gates that no test run can show, as the page says. */
    private static final Set<String> NOT_SHOWN = Set.of("exit", "budget", "emit");

    static List<ExampleChapter> gates() throws IOException {
        return ExampleChapter.of(Path.of("../docs/gates.md"));
    }

    @Test
    void hasEveryGate() throws IOException {
        assertThat(gates())
                .extracting(ExampleChapter::name)
                .containsExactlyElementsOf(GateOrder.of(null).stream()
                        .map(Gate::name)
                        .filter(gate -> !NOT_SHOWN.contains(gate))
                        .toList());
        assertThat(gates())
                .allSatisfy(gate -> assertThat(gate.tests()).isNotEmpty())
                .allSatisfy(gate -> assertThat(gate.documents()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("gates")
    void doesWhatItSays(ExampleChapter gate) {
        gate.run();
    }
}
