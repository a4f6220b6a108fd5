package dev.vestnik.engine.definitions;

import dev.vestnik.engine.compile.CompileOutcome;
import dev.vestnik.engine.compile.CompileThreads;
import dev.vestnik.engine.compile.Job;
import dev.vestnik.engine.definitions.DocumentCompiler.Result;
import dev.vestnik.rules.decide.FailureCause;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The texts that the log holds, compiled. Each text is compiled once, however often it was published, on threads of its own; the
 * log's reader waits for them a while and takes the others when they are done. So how fast a machine is decides when a text can be used,
 * not whether: a text that takes long is not refused, and is usable on every engine of the same version in the end.
 *
 * <p>A text that failed for want of memory, stack or a class is tried again every {@value #AGAIN_SECONDS} s: it may not have been the
 * text's fault. Not thread-safe: the log's reader owns it.
 */
final class CompiledTexts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CompiledTexts.class);
    private static final int AGAIN_SECONDS = 300;
    private static final long LOOK_MS = 20;

    /** The same text of the same kind compiles to the same. */
    record Text(Kind kind, String json) {}

    private static final Text CLOSED = new Text(Kind.SETTING, "\0closed");

    private final DocumentCompiler compiler;
    private final CompileThreads threads;
    private final BlockingQueue<Text> finished = new LinkedBlockingQueue<>();
    private final Set<Text> unfinished = new HashSet<>();
    /** Unfinished texts that nobody has waited for yet. */
    private final Set<Text> fresh = new HashSet<>();

    private final Set<Text> toRepeat = new HashSet<>();
    private final Map<Text, Job<Result<?>>> jobs = new HashMap<>();
    private long repeatAt = System.nanoTime();

    CompiledTexts(DocumentCompiler compiler, CompileThreads threads) {
        this.compiler = compiler;
        this.threads = threads;
    }

    /**
     * Begins to compile what is new among these and forgets what is not among them.
     *
     * @param ranks smaller goes first, so that what is needed most and takes least does not wait for what is suspicious
     */
    void want(Map<Text, Long> ranks) {
        Set<Text> gone = new HashSet<>(jobs.keySet());
        gone.removeAll(ranks.keySet());
        gone.forEach(this::forget);
        ranks.entrySet().stream()
                .filter(wanted -> !jobs.containsKey(wanted.getKey()))
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .forEach(wanted -> begin(wanted.getKey(), wanted.getValue()));
    }

    private void begin(Text text, long rank) {
        threads.<Result<?>>submit(rank, () -> compile(text), () -> finished.add(text))
                .ifPresentOrElse(job -> begun(text, job), () -> toRepeat.add(text));
    }

    private void begun(Text text, Job<Result<?>> job) {
        jobs.put(text, job);
        unfinished.add(text);
        fresh.add(text);
    }

    private void forget(Text text) {
        Job<Result<?>> job = jobs.remove(text);
        if (job != null) {
            job.giveUp();
        }
        unfinished.remove(text);
        fresh.remove(text);
        toRepeat.remove(text);
    }

    private Result<?> compile(Text text) {
        return switch (text.kind()) {
            case JOURNEY -> compiler.journey(text.json());
            case TEMPLATE -> compiler.template(text.json());
            case SETTING -> compiler.settings(text.json());
            case OFFER -> compiler.offer(text.json());
            case SEGMENT -> compiler.segment(text.json());
            case CAMPAIGN -> compiler.campaign(text.json());
        };
    }

    /**
     * Waits until all that is new is compiled. Gives up when each job at work has used up {@code each} and no other is begun for as
     * long, and after {@code most} in any case. Does not wait again for a text that it has given up.
     */
    void await(Duration each, Duration most) {
        long start = System.nanoTime();
        while (!fresh.isEmpty()) {
            Text text = poll();
            long waited = System.nanoTime() - start;
            if (text == null ? isOver(each, waited) : text.equals(CLOSED)) {
                fresh.clear();
            } else if (text != null) {
                finished(text);
            }
            if (waited > most.toNanos()) {
                fresh.clear();
            }
        }
    }

    private boolean isOver(Duration each, long waited) {
        return Thread.currentThread().isInterrupted()
                || fresh.stream()
                        .map(jobs::get)
                        .allMatch(job -> job == null || (job.begun() ? job.usedUp(each) : waited > each.toNanos()));
    }

    private @Nullable Text poll() {
        try {
            return finished.poll(LOOK_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Whether a text has been finished that nobody waited for any more. */
    boolean moved() {
        boolean moved = false;
        for (Text text = finished.poll(); text != null; text = finished.poll()) {
            moved |= finished(text);
        }
        repeat();
        threads.replaceOverdue();
        return moved;
    }

    private boolean finished(Text text) {
        Job<Result<?>> job = jobs.get(text);
        if (job == null || job.outcome().isEmpty()) {
            return false;
        }
        if (job.outcome().get() instanceof CompileOutcome.Failed<?>(Throwable cause)) {
            log.warn(
                    "definitions=broken kind={} characters={} cause=\"{}\"",
                    text.kind(),
                    text.json().length(),
                    FailureCause.of(cause));
            if (cause instanceof Error) {
                toRepeat.add(text);
            }
        }
        fresh.remove(text);
        return unfinished.remove(text);
    }

    private void repeat() {
        if (toRepeat.isEmpty()) {
            repeatAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(AGAIN_SECONDS);
        } else if (System.nanoTime() - repeatAt > 0) {
            repeatAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(AGAIN_SECONDS);
            List<Text> again = List.copyOf(toRepeat);
            toRepeat.clear();
            again.forEach(text -> begin(text, Long.MAX_VALUE));
        }
    }

    /** The result of compiling this text, as far as is known now. */
    @SuppressWarnings("unchecked") // a kind of text always gives a result of the same type
    <T> Result<T> result(Text text) {
        Job<Result<?>> job = jobs.get(text);
        Optional<CompileOutcome<Result<?>>> outcome = job == null ? Optional.empty() : job.outcome();
        if (outcome.isEmpty()) {
            return new Result.Faulty<>(List.of(
                    job != null && job.begun()
                            ? "takes long to compile; it is in force when that is done, or replace it by something simpler"
                            : "has not been compiled yet; it is in force when that is done"));
        }
        return switch (outcome.get()) {
            case CompileOutcome.Done<Result<?>>(Result<?> result) -> (Result<T>) result;
            case CompileOutcome.Failed<Result<?>>(Throwable cause) ->
                new Result.Faulty<>(List.of("compiling it failed with a " + FailureCause.of(cause)));
        };
    }

    /** Ends the waiting too. */
    @Override
    public void close() {
        finished.add(CLOSED);
        threads.close();
    }
}
