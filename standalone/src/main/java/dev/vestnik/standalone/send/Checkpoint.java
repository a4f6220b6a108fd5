package dev.vestnik.standalone.send;

import dev.vestnik.standalone.installation.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The number of acknowledged lines of a file, kept beside the data so that an interrupted {@code send} goes on there. */
final class Checkpoint {
    private final Path file;

    private Checkpoint(Path file) {
        this.file = file;
    }

    /** The checkpoint of a file's present content at this door: another content or another door begins anew. */
    static Checkpoint of(Path data, String name, String door) throws IOException {
        Path path = Path.of(name).toAbsolutePath().normalize();
        String identity = path + "\0" + Files.size(path) + "\0" + Files.getLastModifiedTime(path) + "\0" + door;
        return new Checkpoint(
                data.resolve("send").resolve(DataDirectory.sha256(identity).substring(0, 16)));
    }

    /** The number of lines that need not be sent again. */
    long lines() throws IOException {
        return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
    }

    void reached(long lines) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, String.valueOf(lines));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    void done() throws IOException {
        Files.deleteIfExists(file);
    }
}
