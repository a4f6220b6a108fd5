package dev.vestnik.standalone.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.standalone.CommandFailedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void aFullDiskIsNamedBeforeAnythingStarts() {
        DataDirectory data = DataDirectory.at(directory);

        assertThat(data.requireFree(0)).isEqualTo(data);
        assertThatThrownBy(() -> data.requireFree(Long.MAX_VALUE))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("MB are free in " + data.root());
    }
}
