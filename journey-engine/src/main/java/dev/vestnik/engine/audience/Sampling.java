package dev.vestnik.engine.audience;

import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.peers.Peers;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.CustomerTally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Shows a sample of all customers to tallies: here and with the other instances, one sample at a time. Blocks. */
final class Sampling {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int RETRY_SECONDS = 5;

    private final Semaphore free = new Semaphore(1, true);
    private final CustomerQueries queries;
    private final Peers peers;
    private final int partitions;

    Sampling(CustomerQueries queries, Peers peers, int partitions) {
        this.queries = queries;
        this.peers = peers;
        this.partitions = partitions;
    }

    /** The number of partitions that all instances together have. */
    int partitions() {
        return partitions;
    }

    /**
     * The answers of all instances, in one list.
     *
     * @param silent instances that did not answer: their customers are missing
     */
    record Everywhere<T>(List<T> parts, Set<String> silent) {}

    /** Reads an answer of another instance. */
    interface AnswerReading<T> {
        Collection<T> of(JsonNode answer);
    }

    /**
     * Customers of this instance's partitions.
     *
     * @throws ProblemException 503 where another sample is being read for longer, or customers move
     */
    <T extends CustomerTally> List<CustomerTally.Share<T>> here(int most, Supplier<T> tallies)
            throws InterruptedException {
        if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw ProblemException.tryAgain(
                    RETRY_SECONDS, "other customers are being counted; try again in some seconds");
        }
        try {
            return PeerForwarding.here(queries.sample(most, tallies), List.of());
        } finally {
            free.release();
        }
    }

    /** @param own the answer of this instance */
    <T> Everywhere<T> everywhere(List<T> own, String path, AnswerReading<T> reading, String authorization)
            throws InterruptedException {
        List<T> parts = new ArrayList<>(own);
        Set<String> silent = new TreeSet<>();
        peers.ask(peers.others(), path, authorization).forEach((host, answer) -> {
            answer.ifPresent(node -> parts.addAll(reading.of(node)));
            if (answer.isEmpty()) {
                silent.add(host);
            }
        });
        return new Everywhere<>(parts, silent);
    }
}
