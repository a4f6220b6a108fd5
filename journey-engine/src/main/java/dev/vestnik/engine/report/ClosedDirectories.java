package dev.vestnik.engine.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The permissions of a directory before Kafka Streams opened it to the group, as it does with each state directory.
 *
 * @param before empty where there was no directory, or where there are no such permissions
 */
record ClosedDirectories(Path directory, Set<PosixFilePermission> before) {
    private static final Logger log = LoggerFactory.getLogger(ClosedDirectories.class);

    static ClosedDirectories below(Path directory) {
        try {
            boolean known = Files.isDirectory(directory)
                    && Files.getFileStore(directory).supportsFileAttributeView("posix");
            return new ClosedDirectories(directory, known ? Files.getPosixFilePermissions(directory) : Set.of());
        } catch (IOException e) {
            log.warn("state-dir=permissions-unknown cause=\"{}\"", e.toString());
            return new ClosedDirectories(directory, Set.of());
        }
    }

    /** Gives the directory, and the application's in it, the permissions of before. */
    void closeAgain(String application) {
        if (before.isEmpty()) {
            return;
        }
        try {
            Files.setPosixFilePermissions(directory, before);
            Files.setPosixFilePermissions(directory.resolve(application), before);
        } catch (IOException e) {
            log.warn("state-dir=open-to-the-group cause=\"{}\"", e.toString());
        }
    }
}
