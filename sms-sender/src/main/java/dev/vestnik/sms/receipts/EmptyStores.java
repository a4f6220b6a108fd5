package dev.vestnik.sms.receipts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Local state that looks as if a crash had left it. A store of segments notes its position in them; a store without a segment has no place
 * for that, so Kafka Streams 4.3 takes its task as corrupted, logs a hundred lines about it, and restores it.
 */
final class EmptyStores {
    private static final Logger log = LoggerFactory.getLogger(EmptyStores.class);
    /** The depth of a store's directory under the state directory: application, task, store. */
    private static final int DEPTH = 3;

    private EmptyStores() {}

    /** Deletes the tasks that have an empty store; they are restored without log lines. The caller makes the streams afterwards. */
    static void forget(Path stateDir) {
        try (Stream<Path> stores = Files.walk(stateDir, DEPTH)) {
            Set<Path> tasks = stores.filter(path -> path.getNameCount() == stateDir.getNameCount() + DEPTH)
                    .filter(EmptyStores::isEmptyDirectory)
                    .map(Path::getParent)
                    .collect(Collectors.toSet());
            for (Path task : tasks) {
                FileSystemUtils.deleteRecursively(task);
            }
        } catch (NoSuchFileException e) {
            // the first start has no state directory
        } catch (IOException e) {
            log.warn("receipts=state-dir-unreadable cause=\"{}\"", e.getMessage());
        }
    }

    private static boolean isEmptyDirectory(Path path) {
        String[] inside = path.toFile().list();
        return inside != null && inside.length == 0;
    }
}
