package dev.vestnik.engine.authoring;

import dev.vestnik.engine.compile.CompileOutcome;
import dev.vestnik.engine.compile.CompileThreads;
import dev.vestnik.engine.compile.Job;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.document.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs everything that a caller's document costs on threads of its own, each document within their limit: a slow
 * one delays no other caller, and whatever it throws is an answer.
 */
final class DocumentChecks {
    private static final Logger log = LoggerFactory.getLogger(DocumentChecks.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final CompileThreads threads;
    private final Duration limit;
    private final Map<Object, Job<?>> overdue = new ConcurrentHashMap<>();

    DocumentChecks(CompileThreads threads) {
        this.threads = threads;
        this.limit = threads.limit();
    }

    /**
     * Returns or throws as the check does. Blocks.
     *
     * @param text by its equality a document is known that is still being worked on from an earlier call: it is not begun again meanwhile
     * @throws ProblemException 422 when it takes longer than the limit or breaks the compiler, 503 when no thread is free
     */
    <T> T within(Object text, Supplier<T> check) throws InterruptedException {
        if (overdue.containsKey(text)) {
            throw tooSlow();
        }
        Job<T> job = threads.submit(0, check, () -> overdue.remove(text)).orElseThrow(DocumentChecks::busy);
        try {
            return value(outcome(job, text));
        } finally {
            job.giveUp();
        }
    }

    private <T> CompileOutcome<T> outcome(Job<T> job, Object text) throws InterruptedException {
        if (!job.begins(limit)) {
            throw busy();
        }
        return job.outcome(limit).orElseThrow(() -> {
            overdue.put(text, job);
            if (job.outcome().isPresent()) {
                overdue.remove(text); // it came to its end between the two
            }
            log.warn("api=too-slow limit={}", limit);
            return tooSlow();
        });
    }

    private static <T> T value(CompileOutcome<T> outcome) {
        return switch (outcome) {
            case CompileOutcome.Done<T>(T value) -> value;
            case CompileOutcome.Failed<T>(ProblemException problem) -> throw problem;
            case CompileOutcome.Failed<T>(Throwable cause) -> throw broken(cause);
        };
    }

    private static ProblemException broken(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        log.warn(
                "api=uncompilable cause={} at=\"{}\"",
                cause.getClass().getSimpleName(),
                trace.length == 0 ? "" : trace[0]);
        return ProblemException.faults(List.of(new Fault(
                "",
                "cannot be checked: it ended in a " + cause.getClass().getSimpleName()
                        + "; make it simpler: less deep, shorter names, fewer tags")));
    }

    private ProblemException tooSlow() {
        return ProblemException.faults(List.of(new Fault(
                "",
                "takes longer than " + limit.toSeconds()
                        + " s to check; make it shorter or simpler, or divide it into several")));
    }

    private static ProblemException busy() {
        return ProblemException.tryAgain(
                RETRY_AFTER_SECONDS, "other documents are being checked that take long; try again in some seconds");
    }
}
