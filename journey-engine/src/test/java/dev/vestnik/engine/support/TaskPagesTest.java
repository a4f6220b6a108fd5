package dev.vestnik.engine.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.engine.streams.query.TaskFilter;
import dev.vestnik.rules.customer.Task;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

class TaskPagesTest {
    private static final TaskFilter ALL =
            new TaskFilter(null, EnumSet.allOf(Task.Status.class), shop -> true, TaskCursor.read(null));

    private final CountDownLatch reading = new CountDownLatch(TaskPages.AT_ONCE);
    private final CountDownLatch over = new CountDownLatch(1);
    private final TaskPages pages = new TaskPages(slow(), null, new JsonMapper());

    /** Stores whose disk has stalled until the test is over. */
    private CustomerQueries slow() {
        return (CustomerQueries) Proxy.newProxyInstance(
                CustomerQueries.class.getClassLoader(), new Class<?>[] {CustomerQueries.class}, (proxy, method, given) -> {
                    reading.countDown();
                    over.await();
                    return new Lookup.Found<>(List.of());
                });
    }

    @Test
    void soManyListsAreReadAtATimeAndOthersComeAgain() throws Exception {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<TaskView>>> first = List.of(
                    callers.submit(() -> pages.here(ALL, 1)), callers.submit(() -> pages.here(ALL, 1)));
            reading.await();
            assertThatThrownBy(() -> pages.here(ALL, 1))
                    .isInstanceOfSatisfying(ProblemException.class, busy -> assertThat(busy.getStatusCode())
                            .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
            over.countDown();
            for (Future<List<TaskView>> one : first) {
                assertThat(one.get()).isEmpty();
            }
            assertThat(pages.here(ALL, 1)).as("there is room again").isEmpty();
        } finally {
            over.countDown();
        }
    }
}
