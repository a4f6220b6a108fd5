package dev.vestnik.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardsTest {
    private static final Path WRITTEN = Path.of("../deploy/grafana/dashboards");

    @Test
    void theCommittedDashboardsAreThoseOfTheirSources() throws IOException {
        for (Path source : Dashboard.sources()) {
            String name = source.getFileName().toString().replace(".yaml", "");
            Path file = WRITTEN.resolve(name + ".json");
            String current = new DashboardJson(name, Dashboard.read(source)).text();
            if (Boolean.getBoolean("vestnik.write")) {
                Files.writeString(file, current);
            }
            assertThat(file)
                    .as("stale: VESTNIK_TEST_JAVA_OPTS=-Dvestnik.write=true dev/test system-tests DashboardsTest")
                    .hasContent(current);
        }
    }

    @Test
    void everyPanelHasAUnitADescriptionAndARunbook() throws IOException {
        List<String> lacking = new ArrayList<>();
        for (Dashboard dashboard : Dashboard.all()) {
            for (Dashboard.Panel panel : dashboard.panels()) {
                boolean complete = panel.unit() != null
                        && panel.about() != null
                        && !panel.show().isEmpty()
                        && Files.exists(AlertRules.RUNBOOKS.resolve(panel.runbook() + ".md"));
                if (!complete) {
                    lacking.add(dashboard.title() + ": " + panel.title());
                }
            }
        }
        assertThat(lacking).isEmpty();
    }
}
