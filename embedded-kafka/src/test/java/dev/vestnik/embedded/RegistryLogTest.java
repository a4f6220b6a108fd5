package dev.vestnik.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryLogTest {
    private static final int FULL = 5 << 20;

    @TempDir
    Path data;

    @Test
    void theLogOfProcessesThatKeepDyingHasABound() throws IOException {
        for (int i = 0; i < 4; i++) {
            Files.write(data.resolve("registry.log"), new byte[FULL]);
            RegistryProcess.rollLog(data);
            assertThat(data.resolve("registry.log")).doesNotExist();
        }
        try (var files = Files.list(data)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aShortLogIsWrittenOn() throws IOException {
        Files.writeString(data.resolve("registry.log"), "it died of this");
        RegistryProcess.rollLog(data);
        assertThat(data.resolve("registry.log")).hasContent("it died of this");
    }
}
