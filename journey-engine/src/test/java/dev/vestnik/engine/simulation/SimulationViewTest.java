package dev.vestnik.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.engine.simulation.SimulationChange.Asked;
import dev.vestnik.engine.simulation.SimulationChange.Begun;
import dev.vestnik.engine.simulation.SimulationView.RecordsRead;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationViewTest {
    private static RecordsRead progress(Set<String> shops, Begun begun) {
        Asked asked = new Asked("cart", "{}", null, Instant.EPOCH, "anna", shops);
        return SimulationView.inList(new Simulation("s1", asked, begun, null)).progress();
    }

    @Test
    void tellsHowManyRecordsAreReadOfAllShops() {
        assertThat(progress(Set.of(), new Begun(1, 300, 1_200))).isEqualTo(new RecordsRead(300, 1_200));
    }

    @Test
    void tellsOfSomeShopsOnlyWhatShareIsRead() {
        assertThat(progress(Set.of("main"), new Begun(1, 300, 1_200))).isEqualTo(new RecordsRead(25, 100));
        assertThat(progress(Set.of("main"), new Begun(1, 0, 0))).isEqualTo(new RecordsRead(0, 0));
    }
}
