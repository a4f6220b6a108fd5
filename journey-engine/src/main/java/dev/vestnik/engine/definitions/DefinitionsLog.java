package dev.vestnik.engine.definitions;

import dev.vestnik.engine.compile.CompileThreads;
import dev.vestnik.rules.definition.AllDefinitions;
import dev.vestnik.rules.definition.DefinitionLogState;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Submission;
import dev.vestnik.rules.definition.Verdict;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.service.kafka.KafkaSettings;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The log of definitions, read and written by every engine. A change counts when its writer has read it back: then this engine
 * works with it, and every other one comes to the same verdict.
 */
public final class DefinitionsLog implements DefinitionsSource, AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(15);

    /** The start waits for no text that takes longer; in a JVM that is cold, an ordinary one takes some tenths of this. */
    private static final Duration START_EACH = Duration.ofSeconds(3);
    /** The longest that a start waits for compilation, however much there is. */
    private static final Duration START_MOST = Duration.ofMinutes(1);
    /** A text of the running log that takes longer holds up nothing that comes after it: it is taken when it is done. */
    private static final Duration EACH = Duration.ofSeconds(1);
    /** The longest wait for compilation in the running log: less than any caller waits for an answer. */
    private static final Duration MOST = Duration.ofSeconds(10);

    private final KafkaSettings settings;
    private final String clientId;
    private final DefinitionsMetrics metrics;
    private final ObservationRegistry observations;
    private final CompiledTexts texts;
    private final SupersededVersions older;
    private final Unread unread = new Unread();
    private final RecentChanges recent = new RecentChanges();
    private final DefinitionLogState state = new DefinitionLogState();
    private final Map<String, CompletableFuture<Verdict>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final Object moved = new Object();
    private volatile LogSnapshot snapshot = LogSnapshot.EMPTY;
    private volatile @Nullable Clients clients;

    public DefinitionsLog(
            KafkaSettings settings,
            String clientId,
            DocumentCompiler compiler,
            DefinitionsMetrics metrics,
            ObservationRegistry observations) {
        this.metrics = metrics;
        this.observations = observations;
        CompileThreads threads = metrics.threads();
        this.texts = new CompiledTexts(compiler, threads);
        this.older = new SupersededVersions(compiler, threads);
        this.settings = settings;
        this.clientId = clientId;
    }

    private record Clients(LogReader reader, LogWriter writer, LogEnd end) {}

    /** Begins to read; the topic exists by now. */
    public void start() {
        LogEnd end = new LogEnd(settings, clientId + "-definitions", Topics.DEFINITIONS);
        LogReader reader = new LogReader(settings, clientId, end, new Taking());
        clients = new Clients(reader, new LogWriter(settings, clientId, observations), end);
        reader.start();
    }

    /** Waits until everything that was in the log at the start has been read. */
    public void awaitCaughtUp() throws InterruptedException {
        caughtUp.await();
    }

    public boolean caughtUp() {
        return caughtUp.getCount() == 0;
    }

    @Override
    public Definitions current() {
        return snapshot.definitions();
    }

    /** The newest state of the log that this engine has read. */
    public LogSnapshot snapshot() {
        return snapshot;
    }

    /** The newest changes of each definition. */
    public RecentChanges recent() {
        return recent;
    }

    /** The records that no engine can read. */
    public Unread.Summary unread() {
        return unread.summary();
    }

    /**
     * The state of the log as of this call: all that any engine had written by now is in it. Blocks.
     *
     * @throws LogUnavailableException when the broker does not answer, or reading takes too long
     */
    public LogSnapshot newest() throws InterruptedException {
        Clients open = clients;
        if (open == null) {
            throw unread(new IllegalStateException("the engine is starting"));
        }
        try {
            awaitRevision(open.end().offset(), System.nanoTime() + ANSWER.toNanos());
            return snapshot;
        } catch (ExecutionException | TimeoutException e) {
            throw unread(e);
        }
    }

    private static LogUnavailableException unread(Exception cause) {
        return new LogUnavailableException("the log of definitions could not be read to its end in time", cause);
    }

    private void awaitRevision(long revision, long deadline) throws InterruptedException, TimeoutException {
        synchronized (moved) {
            while (snapshot.all().revision() < revision) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new TimeoutException("at " + snapshot.all().revision() + " of " + revision);
                }
                moved.wait(left);
            }
        }
    }

    @Override
    public void awaitRevision(long revision) throws InterruptedException {
        synchronized (moved) {
            while (snapshot.all().revision() < revision) {
                moved.wait();
            }
        }
    }

    /**
     * Writes a change and waits until this engine has read it back and works with it. Blocks.
     *
     * @throws LogUnavailableException when that takes too long or the broker refuses
     */
    public Verdict submit(Submission change) throws InterruptedException {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        waiting.put(change.id(), verdict);
        try {
            append(change).whenComplete((written, failure) -> {
                if (failure != null) {
                    verdict.completeExceptionally(failure);
                }
            });
            return verdict.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new LogUnavailableException("the log of definitions did not take the change in time", e);
        } finally {
            waiting.remove(change.id());
        }
    }

    private CompletableFuture<?> append(Submission change) {
        Clients open = clients;
        return open == null
                ? CompletableFuture.failedFuture(new IllegalStateException("the engine is starting"))
                : open.writer().append(change);
    }

    @Override
    public void close() {
        Clients open = clients;
        if (open != null) {
            open.reader().stop();
        }
        texts.close(); // the reader may wait for one
        if (open != null) {
            open.reader().close();
            open.writer().close();
            open.end().close();
        }
    }

    /** Takes the changes on the reader's thread. */
    private final class Taking implements LogReader.Taker {
        @Override
        public void take(long offset, Submission submission) {
            Verdict verdict = state.apply(offset, submission);
            if (verdict instanceof Verdict.Accepted(long revision)) {
                submission.changes().forEach(change -> recent.add(revision, change));
            }
            submission.changes().forEach(change -> metrics.change(change, verdict));
            if (waiting.containsKey(submission.id())) {
                verdicts.put(submission.id(), verdict);
            }
        }

        @Override
        public void skip(long offset, String reason, String cause) {
            state.skip(offset);
            unread.add(offset, reason, cause);
            metrics.skipped(reason);
        }

        /**
         * Compiles nothing that is out of date by the end of the log. A caller that waits for a change is answered after the snapshot
         * that has it.
         */
        @Override
        public void pause(boolean all) {
            if (!all && !caughtUp()) {
                return;
            }
            boolean compiled = texts.moved();
            if (compiled || !caughtUp() || state.revision() != snapshot.all().revision()) {
                show();
            }
            caughtUp.countDown();
        }

        private void show() {
            AllDefinitions all = state.all();
            texts.want(SnapshotCompilation.texts(all));
            texts.await(caughtUp() ? EACH : START_EACH, caughtUp() ? MOST : START_MOST);
            LogSnapshot next = SnapshotCompilation.snapshot(all, texts, older);
            synchronized (moved) {
                snapshot = next;
                moved.notifyAll();
            }
            metrics.snapshot(next);
            answer();
        }

        private void answer() {
            verdicts.forEach((id, verdict) -> {
                CompletableFuture<Verdict> waiter = waiting.get(id);
                if (waiter != null) {
                    waiter.complete(verdict);
                }
            });
            verdicts.clear();
        }
    }
}
