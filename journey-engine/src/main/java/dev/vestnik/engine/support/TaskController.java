package dev.vestnik.engine.support;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.engine.streams.query.CustomerQueries;
import dev.vestnik.engine.streams.query.Lookup;
import dev.vestnik.engine.streams.query.PersonsTask;
import dev.vestnik.engine.streams.query.TaskFilter;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Task;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.owner.Request;
import dev.vestnik.rules.owner.TaskDeed;
import dev.vestnik.rules.reason.Declined;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Work for people: what journeys want done for customers is listed, taken, finished and given back. */
@RestController
@Tag(name = "tasks")
final class TaskController {
    private static final int MOST = 200;
    private static final String WHAT = "task of this id, or it was closed long ago";

    /** A task after a request about it. */
    record Handled(String task, String state, @Nullable String takenBy) {}

    private final CustomerQueries queries;
    private final TaskPages pages;
    private final OwnerLookup owned;
    private final Asking asking;
    private final JsonMapper json;

    TaskController(CustomerQueries queries, TaskPages pages, OwnerLookup owned, Asking asking, JsonMapper json) {
        this.queries = queries;
        this.pages = pages;
        this.owned = owned;
        this.asking = asking;
        this.json = json;
    }

    @Operation(
            summary = "Tasks for people, the oldest first; without a state those that are still to be done",
            description =
                    "A state is open, taken, finished, withdrawn or expired; closed tasks are shown for seven days.")
    @GetMapping("/api/tasks")
    TaskPages.Page all(
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        TaskFilter wanted = filter(queue, state, cursor, caller);
        String query = parameter("queue", queue) + parameter("state", state) + parameter("cursor", cursor);
        return pages.everywhere(wanted, checked(limit, MOST), query, authorization);
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Hidden
    @GetMapping("/internal/tasks")
    List<TaskView> here(
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam int limit,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        return pages.here(filter(queue, state, cursor, caller), checked(limit, MOST + 1)); // a peer looks for one more
    }

    private static TaskFilter filter(
            @Nullable String queue, @Nullable String state, @Nullable String cursor, Caller caller) {
        return new TaskFilter(queue, statuses(state), caller::worksFor, TaskCursor.read(cursor));
    }

    private static Set<Task.Status> statuses(@Nullable String state) {
        Set<Task.Status> wanted = EnumSet.noneOf(Task.Status.class);
        for (Task.Status status : Task.Status.values()) {
            if (state == null ? status.isPending() : status.label().equals(state)) {
                wanted.add(status);
            }
        }
        if (wanted.isEmpty()) {
            String labels =
                    Arrays.stream(Task.Status.values()).map(Task.Status::label).collect(Collectors.joining(", "));
            throw ProblemException.faults(List.of(new Fault("state", "must be one of " + labels)));
        }
        return wanted;
    }

    private static int checked(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw ProblemException.faults(List.of(new Fault("limit", "must be 1 to " + most)));
        }
        return limit;
    }

    @Operation(
            summary =
                    "Takes a task: 409 with who has it where another person does, or where there is nothing to do any more")
    @ApiResponse(
            responseCode = "200",
            description = "it is theirs",
            content = @Content(schema = @Schema(implementation = TaskController.Handled.class)))
    @ApiResponse(
            responseCode = "202",
            description = "no answer yet; the request stands",
            content = @Content(schema = @Schema(implementation = PendingAsk.class)))
    @PostMapping("/api/tasks/{id}/take")
    ResponseEntity<?> take(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        return handle(id, TaskRequest.take(body, caller.name()), caller, new OwnerLookup.Question(request, body));
    }

    @Operation(summary = "Finishes a task, with one of its outcomes where it has some: its journey goes on by that")
    @ApiResponse(
            responseCode = "200",
            description = "it is done",
            content = @Content(schema = @Schema(implementation = TaskController.Handled.class)))
    @ApiResponse(
            responseCode = "202",
            description = "no answer yet; the request stands",
            content = @Content(schema = @Schema(implementation = PendingAsk.class)))
    @PostMapping("/api/tasks/{id}/finish")
    ResponseEntity<?> finish(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable String body,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        return handle(id, TaskRequest.finish(body, caller.name()), caller, new OwnerLookup.Question(request, body));
    }

    @Operation(summary = "Gives a task back, so that anybody may take it; also another one's, who has gone home")
    @ApiResponse(
            responseCode = "200",
            description = "it is for anybody",
            content = @Content(schema = @Schema(implementation = TaskController.Handled.class)))
    @ApiResponse(
            responseCode = "202",
            description = "no answer yet; the request stands",
            content = @Content(schema = @Schema(implementation = PendingAsk.class)))
    @PostMapping("/api/tasks/{id}/release")
    ResponseEntity<?> release(
            @PathVariable UUID id,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            ServerHttpRequest request)
            throws InterruptedException {
        return handle(id, new TaskDeed.Release(), caller, new OwnerLookup.Question(request, null));
    }

    private ResponseEntity<?> handle(UUID id, TaskDeed deed, Caller caller, OwnerLookup.Question question)
            throws InterruptedException {
        return owned.answer(queries.customerOfTask(id), question, WHAT, customer -> {
            if (!caller.worksFor(customer.shop())) {
                throw ProblemException.notFound(WHAT);
            }
            return ask(customer, new Request.HandleTask(id, deed, caller.name()));
        });
    }

    private ResponseEntity<?> ask(CustomerKey customer, Request.HandleTask wanted) throws InterruptedException {
        String askId = UUID.randomUUID().toString();
        OwnerReply answer = asking.ask(askId, customer, wanted).orElse(null);
        return switch (answer) {
            case null -> ResponseEntity.accepted().body(new PendingAsk(askId));
            case OwnerReply.Granted(String result) -> ResponseEntity.ok(json.readTree(result));
            case OwnerReply.Refused(String reason, String detail) -> throw refused(wanted.task(), reason, detail);
        };
    }

    private ProblemException refused(UUID task, String reason, String detail) {
        if (reason.equals(Declined.NO_TASK.label())) {
            return ProblemException.notFound(WHAT);
        }
        if (reason.equals(Declined.NO_OUTCOME.label())) {
            return ProblemException.faults(List.of(new Fault("outcome", detail)));
        }
        ProblemException conflict =
                ProblemException.of(HttpStatus.CONFLICT, detail).with("reason", reason);
        return queries.task(task) instanceof Lookup.Found<PersonsTask>(PersonsTask now)
                ? conflict.with("task", TaskView.of(now))
                : conflict;
    }
}
