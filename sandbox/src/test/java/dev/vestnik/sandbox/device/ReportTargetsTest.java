package dev.vestnik.sandbox.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.sandbox.host.HostSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTargetsTest {
    private final ReportTargets targets =
            new ReportTargets(new HostSettings(Path.of("x"), "127.0.0.1", null, List.of("push-sender"), false));

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:8084/r", "http://localhost/r", "https://[::1]:1/r", "http://push-sender:8084/r"
            })
    void allowsThisMachineAndConfiguredHosts(String url) {
        assertThat(targets.allows(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/r",
                "http://example.org/r",
                "ftp://127.0.0.1/r",
                "127.0.0.1",
                "http://127.0.0.1.example.org/"
            })
    void allowsNothingElse(String url) {
        assertThat(targets.allows(url)).isFalse();
    }

    @Test
    void allowsAMessageWithoutAReportAddress() {
        assertThat(targets.allows(null)).isFalse();
    }
}
