package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.streams.query.PersonsTask;
import dev.vestnik.rules.customer.Task;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task for people as the API shows one.
 *
 * @param text what is to be done; absent where the journey's text could not be made
 * @param outcomes with one of which it is finished; none: it is just finished
 * @param takenBy who has it, or had it at the end
 * @param result the outcome of a finished task; why one was withdrawn
 * @param since when it came to this state
 * @param due when nobody waits for it any more, or it moves to its second queue
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskView(
        UUID task,
        String state,
        String queue,
        @Nullable String text,
        List<String> outcomes,
        String shop,
        String customerId,
        String journey,
        String step,
        UUID instance,
        @Nullable String takenBy,
        @Nullable String result,
        Instant madeAt,
        Instant since,
        Instant due) {

    static TaskView of(PersonsTask found) {
        Task task = found.task();
        return new TaskView(
                task.id(),
                task.progress().status().label(),
                task.queue(),
                task.text(),
                task.outcomes(),
                found.customer().shop(),
                found.customer().customerId(),
                task.origin().journey().value(),
                task.origin().step(),
                task.origin().instance(),
                task.progress().by(),
                task.progress().result(),
                task.madeAt(),
                task.progress().since(),
                task.due());
    }
}
