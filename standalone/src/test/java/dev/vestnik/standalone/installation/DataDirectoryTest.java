package dev.vestnik.standalone.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vestnik.standalone.command.CommandFailedException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void namesAFullDiskBeforeAnyPartStarts() {
        DataDirectory data = DataDirectory.at(directory);

        assertThat(data.requireFree(0)).isEqualTo(data);
        assertThatThrownBy(() -> data.requireFree(Long.MAX_VALUE))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("MB are free in " + data.root());
    }

    @Test
    void takesPermissionsFromOtherUsersOnce() throws IOException {
        Path file = open("kafka/shop.events-0/00000000000000000000.log");
        Path key = open("api-key");

        DataDirectory data = DataDirectory.at(permit(directory, "rwxrwxrwx"));

        assertThat(data.closeToOthers()).isEqualTo(5);
        assertThat(permissions(directory)).isEqualTo("rwx------");
        assertThat(permissions(file.getParent())).isEqualTo("rwx------");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(permissions(key)).isEqualTo("rw-------");
        assertThat(data.closeToOthers()).isZero();
    }

    @Test
    void closesALinkedDirectoryToOtherUsersToo() throws IOException {
        Path log = open("large-disk/topic-0/0.log");
        Files.createSymbolicLink(directory.resolve("kafka"), directory.resolve("large-disk"));

        DataDirectory.at(directory).closeToOthers();

        assertThat(permissions(log)).isEqualTo("rw-------");
        assertThat(permissions(directory.resolve("large-disk"))).isEqualTo("rwx------");
    }

    @Test
    void leavesForeignFilesInTheSamePlaceAlone() throws IOException {
        Path foreign = open("pictures/cat.jpeg");
        Path linked = open("elsewhere/file");
        Files.createDirectories(directory.resolve("logs"));
        Files.createSymbolicLink(directory.resolve("logs/link"), linked);

        DataDirectory.at(directory).closeToOthers();

        assertThat(permissions(foreign)).isEqualTo("rw-rw-rw-");
        assertThat(permissions(linked)).isEqualTo("rw-rw-rw-");
    }

    @Test
    void keepsASecretForItsOwnerAloneAndForGood() throws IOException {
        String secret = DataDirectory.at(directory).secret("link-secret");

        assertThat(DataDirectory.at(directory).secret("link-secret")).isEqualTo(secret);
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        assertThat(permissions(directory.resolve("link-secret"))).isEqualTo("rw-------");
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    private Path open(String name) throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
        for (Path parent = file.getParent(); !parent.equals(directory); parent = parent.getParent()) {
            permit(parent, "rwxrwxrwx");
        }
        return permit(file, "rw-rw-rw-");
    }

    private static Path permit(Path path, String permissions) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
