package dev.vestnik.service.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Notes in a directory of local states which Kafka cluster they are of. States of another cluster would be taken for this one's wherever their
 * offsets happen to fit.
 */
public final class ClusterMark {
    private static final String FILE = "cluster-id";

    private ClusterMark() {}

    /**
     * Marks a directory that has no mark yet, and makes it where it is missing.
     *
     * @throws IllegalStateException when it is marked with another cluster
     */
    public static void check(Path directory, String clusterId) {
        Path file = directory.resolve(FILE);
        try {
            String marked = marked(file);
            if (marked.isEmpty()) {
                mark(directory, clusterId);
            } else if (!marked.equals(clusterId)) {
                throw new IllegalStateException(
                        "%s has the states of the Kafka cluster %s, and this cluster is %s: give this service the brokers that it worked with, or an empty directory, and it reads its states from Kafka again"
                                .formatted(directory, marked, clusterId));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read or write %s: %s; the service's user must be able to, and the disk have room"
                            .formatted(file, e),
                    e);
        }
    }

    /** An empty mark is none: a full disk leaves such. */
    private static String marked(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    private static void mark(Path directory, String clusterId) throws IOException {
        Files.createDirectories(directory);
        Path whole = directory.resolve(FILE + ".tmp");
        Files.writeString(whole, clusterId + "\n");
        Files.move(whole, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
