package dev.vestnik.service.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
            if (!Files.exists(file)) {
                Files.createDirectories(directory);
                Files.writeString(file, clusterId + "\n");
            }
            String marked = Files.readString(file).strip();
            if (!marked.equals(clusterId)) {
                throw new IllegalStateException(
                        "%s has the states of the Kafka cluster %s, and this cluster is %s: give this service the brokers that it worked with, or an empty directory, and it reads its states from Kafka again"
                                .formatted(directory, marked, clusterId));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot read or write " + file + ": give the service's user that directory", e);
        }
    }
}
