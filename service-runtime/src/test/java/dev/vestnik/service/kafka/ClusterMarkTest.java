package dev.vestnik.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterMarkTest {
    @TempDir
    private Path directory;

    @Test
    void refusesTheStatesOfAnotherCluster() {
        Path states = directory.resolve("engine");
        ClusterMark.check(states, "first");
        ClusterMark.check(states, "first");

        assertThatThrownBy(() -> ClusterMark.check(states, "second"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        states.toString(), "cluster first", "this cluster is second", "an empty directory");
        assertThat(states.resolve("cluster-id")).hasContent("first");
    }

    @Test
    void marksAgainWhereAFullDiskLeftAnEmptyMark() throws IOException {
        Files.writeString(directory.resolve("cluster-id"), "\n");
        ClusterMark.check(directory, "first");

        assertThat(directory.resolve("cluster-id")).hasContent("first");
        assertThat(directory.toFile().list()).containsExactly("cluster-id");
    }

    @Test
    void saysWhyItCannotMark() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> ClusterMark.check(file, "first"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("FileAlreadyExistsException");
    }
}
