package dev.vestnik.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vestnik.engine.compile.CompileThreads;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.document.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.http.HttpHeaders;

/** Most of its time it waits for limits. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class DocumentChecksTest {
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final int THREADS = 8;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CompileThreads threads = new CompileThreads("test", 2, LIMIT, meters);
    private final DocumentChecks checks = new DocumentChecks(threads);
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        released.countDown();
        callers.close();
        threads.close();
    }

    /** No interrupt ends it, like a pattern that runs for hours. */
    private String endless() {
        begun.incrementAndGet();
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                continue;
            }
        }
        return "late";
    }

    private ProblemException refused(Object text, Supplier<String> check) {
        return catchThrowableOfType(ProblemException.class, () -> checks.within(text, check));
    }

    private static String problem(ProblemException e) {
        return ((Fault) ((List<?>) e.getBody().getProperties().get("errors")).getFirst()).problem();
    }

    @Test
    void aSlowDocumentIsRefusedAndDelaysNoOther() throws Exception {
        Future<ProblemException> slow = callers.submit(() -> refused("slow", this::endless));
        for (int i = 0; i < 200; i++) {
            String text = "quick" + i;
            assertThat(checks.within(text, () -> text)).isEqualTo(text);
        }
        assertThat(slow.get().getStatusCode().value()).isEqualTo(422);
        assertThat(problem(slow.get())).contains("takes longer than").contains("make it shorter");
    }

    @Test
    void theSameDocumentIsNotBegunAgainWhileItIsStillBeingChecked() throws Exception {
        refused("slow", this::endless);
        for (int i = 0; i < 3 * THREADS; i++) {
            assertThat(refused("slow", this::endless).getStatusCode().value()).isEqualTo(422);
        }
        assertThat(begun).hasValue(1);
        released.countDown();
        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(checks.within("slow", () -> "now")).isEqualTo("now"));
    }

    @Test
    void whateverBreaksTheCheckIsAnAnswerToItsCallerAlone() throws Exception {
        for (Error error : List.of(
                new StackOverflowError(),
                new OutOfMemoryError(),
                new NoClassDefFoundError("x"),
                new AssertionError())) {
            ProblemException refused = refused("broken", () -> {
                throw error;
            });
            assertThat(refused.getStatusCode().value()).isEqualTo(422);
            assertThat(problem(refused)).contains(error.getClass().getSimpleName());
        }
        ProblemException own = ProblemException.notFound("x");
        assertThatThrownBy(() -> checks.within("own", () -> {
                    throw own;
                }))
                .isSameAs(own);
        assertThat(checks.within("good", () -> "good")).isEqualTo("good");
    }

    @Test
    void callersAreToldToComeAgainWhileEveryThreadIsTaken() throws Exception {
        List<Callable<ProblemException>> slow = new ArrayList<>();
        for (int i = 0; i < THREADS / 2; i++) {
            String text = "slow" + i;
            slow.add(() -> refused(text, this::endless));
        }
        callers.invokeAll(slow);
        assertThat(checks.within("good", () -> "on another thread")).isEqualTo("on another thread");
        for (int i = THREADS / 2; i < THREADS; i++) {
            assertThat(refused("slow" + i, this::endless).getStatusCode().value())
                    .isEqualTo(422);
        }
        assertThat(begun).hasValue(THREADS);
        assertThat(meters.get("vestnik.compilations.overdue").gauge().value()).isEqualTo(THREADS);

        ProblemException busy = refused("good", () -> "good");
        assertThat(busy.getStatusCode().value()).isEqualTo(503);
        assertThat(busy.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");

        released.countDown();
        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(checks.within("good", () -> "good")).isEqualTo("good"));
    }
}
