package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.peers.PeerForwarding;
import dev.vestnik.engine.peers.Peers;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.TaskFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The tasks for people of all customers, wherever their states are. Blocks. */
final class TaskPages {
    private static final Comparator<TaskView> ORDER =
            Comparator.comparing(TaskView::madeAt).thenComparing(TaskView::task);

    /** Each reads the whole index of tasks here: more at once would take the disks from those who wait for messages. */
    static final int AT_ONCE = 2;

    /** Some reads of a million tasks; less than a peer waits for its answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int RETRY_SECONDS = 5;

    private final Semaphore free = new Semaphore(AT_ONCE, true);
    private final CustomerQueries queries;
    private final Peers peers;
    private final JsonMapper json;

    TaskPages(CustomerQueries queries, Peers peers, JsonMapper json) {
        this.queries = queries;
        this.peers = peers;
        this.json = json;
    }

    /**
     * A part of the list, which begins with the oldest task.
     *
     * @param next cursor of the following page; null at the end
     * @param silent engines that did not answer: their tasks are missing
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Page(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<TaskView> items,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String next,

            Set<String> silent) {}

    /**
     * The tasks of this engine's customers.
     *
     * @throws ProblemException 503 where others read lists all the time
     */
    List<TaskView> here(TaskFilter wanted, int most) throws InterruptedException {
        if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw ProblemException.tryAgain(
                    RETRY_SECONDS, "other lists of tasks are being read; try again in some seconds");
        }
        try {
            return read(wanted, most);
        } finally {
            free.release();
        }
    }

    private List<TaskView> read(TaskFilter wanted, int most) {
        return PeerForwarding.here(queries.tasks(wanted, most), List.of()).stream()
                .map(TaskView::of)
                .toList();
    }

    /**
     * The tasks of all live engines' customers.
     *
     * @param query the same question as a peer reads it
     */
    Page everywhere(TaskFilter wanted, int most, String query, String authorization) throws InterruptedException {
        List<TaskView> all = new ArrayList<>(here(wanted, most + 1));
        Set<String> silent = new TreeSet<>();
        peers.ask(peers.others(), "/internal/tasks?limit=" + (most + 1) + query, authorization)
                .forEach((host, answer) -> {
                    answer.ifPresent(items -> items.forEach(item -> all.add(json.treeToValue(item, TaskView.class))));
                    if (answer.isEmpty()) {
                        silent.add(host);
                    }
                });
        all.sort(ORDER);
        return all.size() <= most
                ? new Page(all, null, silent)
                : new Page(List.copyOf(all.subList(0, most)), TaskCursor.of(all.get(most - 1)), silent);
    }
}
