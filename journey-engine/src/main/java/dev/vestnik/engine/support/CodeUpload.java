package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.offer.PoolWord;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * Brings codes to the pool of an offer, some hundred at a time and a few of these at once, however many there are. What is there already is
 * passed over: a file that broke off is sent again.
 */
final class CodeUpload {
    /** Some milliseconds of the pool's thread, on which messages of customers wait. */
    private static final int AT_ONCE = 500;

    private static final int UNDER_WAY = 4;
    /** A pool whose engine restarts answers within a minute or two; a question waits for some seconds. */
    private static final int TRIES = 20;

    private final OfferPools pools;
    private final String offer;
    private final Deque<Future<Optional<JsonNode>>> underWay = new ArrayDeque<>();
    private long added;
    private long known;
    private long full;

    CodeUpload(OfferPools pools, String offer) {
        this.pools = pools;
        this.offer = offer;
    }

    /**
     * The fate of a file's lines.
     *
     * @param added codes that are free now
     * @param known codes that the pool has, or has had
     * @param full codes for which the pool has no room
     * @param refused lines that hold no code
     * @param errors the first of these
     */
    record Uploaded(long added, long known, long full, long refused, List<Fault> errors) {}

    /** The source of codes. */
    @FunctionalInterface
    interface Source {
        /** The next codes, at most so many; none at the end. */
        List<String> next(int most) throws IOException;
    }

    /** @throws ProblemException 503 where the pool does not answer, with what it has taken so far */
    Uploaded upload(Reader csv) throws InterruptedException, IOException {
        CodeLines lines = new CodeLines(csv);
        bring(lines::next);
        return new Uploaded(added, known, full, lines.refused(), lines.faults());
    }

    /** @throws ProblemException likewise */
    Uploaded make(CodePattern pattern) throws InterruptedException, IOException {
        bring(pattern::next);
        return new Uploaded(added, known, full, 0, List.of());
    }

    private void bring(Source source) throws InterruptedException, IOException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<String> codes = source.next(AT_ONCE); !codes.isEmpty(); codes = source.next(AT_ONCE)) {
                PoolWord.Add add = new PoolWord.Add(codes);
                underWay.add(threads.submit(() -> ask(add)));
                count(UNDER_WAY - 1);
            }
            count(0);
        }
    }

    private Optional<JsonNode> ask(PoolWord.Add add) throws InterruptedException {
        Optional<JsonNode> answer = Optional.empty();
        for (int tries = 0; tries < TRIES && answer.isEmpty(); tries++) {
            answer = pools.ask(offer, add);
        }
        return answer;
    }

    /** @param most that may stay under way */
    private void count(int most) throws InterruptedException {
        while (underWay.size() > most) {
            JsonNode answer = answer(underWay.remove());
            added += answer.path("added").asLong();
            known += answer.path("known").asLong();
            full += answer.path("full").asLong();
        }
    }

    private JsonNode answer(Future<Optional<JsonNode>> asked) throws InterruptedException {
        try {
            return asked.get()
                    .orElseThrow(() -> ProblemException.tryAgain(
                                    5,
                                    "the pool does not answer; send the file again, codes that are there are passed over")
                            .with("added", added));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
