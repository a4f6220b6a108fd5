package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.access.DefinitionShops;
import dev.vestnik.engine.authoring.Checking.SoundTemplate;
import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.definition.Action;
import dev.vestnik.rules.definition.Definition;
import dev.vestnik.rules.definition.DefinitionKey;
import dev.vestnik.rules.definition.DefinitionKey.Kind;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.template.Rendering;
import dev.vestnik.rules.template.Template;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Templates: their texts are in force as soon as they are saved. */
@RestController
@RequestMapping("/api/templates")
@Tag(name = "templates")
final class TemplateController {
    private final DefinitionWriting definitions;
    private final Checking checking;

    TemplateController(DefinitionWriting definitions, Checking checking) {
        this.definitions = definitions;
        this.checking = checking;
    }

    @Operation(summary = "All templates by id, a page at a time")
    @GetMapping
    Page<Summary> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        LogSnapshot snapshot = definitions.snapshot();
        List<Summary> all = snapshot.all().list(Kind.TEMPLATE).stream()
                .filter(definition -> DefinitionShops.isVisible(definition, caller))
                .map(definition -> Summary.of(definition, snapshot))
                .toList();
        return Page.of(all, Summary::id, cursor, limit);
    }

    @Operation(summary = "The template, as JSON or YAML; its revision is the ETag")
    @GetMapping(
            path = "/{id}",
            produces = {MediaType.APPLICATION_JSON_VALUE, DocumentForm.YAML, MediaType.ALL_VALUE})
    ResponseEntity<String> template(@PathVariable String id, ServerHttpRequest request) {
        LogSnapshot snapshot = definitions.snapshot();
        Definition definition = DefinitionWriting.existing(DefinitionKey.template(id), snapshot);
        return DocumentForm.answer(
                Objects.requireNonNull(definition.document()),
                definition.revision(),
                Summary.problems(definition, snapshot),
                request);
    }

    @Operation(
            summary =
                    "Saves a template (JSON or YAML); 422 lists every fault, also of journeys that could not use it any more")
    @PutMapping("/{id}")
    ResponseEntity<Summary> put(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable String body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        SoundTemplate sound = checking.template(Objects.requireNonNullElse(body, ""));
        DefinitionShops.requireSave(sound.toJson(), caller);
        Template template = sound.template();
        if (!template.id().equals(id)) {
            throw ProblemException.faults(List.of(new Fault("id", "must be " + id + ", as in the path")));
        }
        LogSnapshot snapshot = definitions.newest();
        checking.replaceable(sound, snapshot, caller);
        Definition before = snapshot.all().state(DefinitionKey.template(id));
        Definition after = definitions.put(before, sound.toJson(), ifMatch, caller);
        return ResponseEntity.status(before.document() == null ? HttpStatus.CREATED : HttpStatus.OK)
                .eTag(Preconditions.etag(after.revision()))
                .body(Summary.of(after, definitions.snapshot()).with(sound.warnings()));
    }

    @Operation(summary = "Removes a template that no journey at work uses")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException {
        LogSnapshot snapshot = definitions.newest();
        Definition definition = DefinitionWriting.existing(DefinitionKey.template(id), snapshot);
        requireUnused(id, snapshot, caller);
        definitions.change(definition, new Action.Delete(), ifMatch, caller);
        return ResponseEntity.noContent().build();
    }

    private static void requireUnused(String id, LogSnapshot snapshot, Caller caller) {
        List<Definition> users = TemplateUse.atWork(id, snapshot);
        if (!users.isEmpty()) {
            throw ProblemException.of(
                            HttpStatus.CONFLICT,
                            "journeys at work use it; a version that is not the newest does until another is published"
                                    + " with inFlight migrate or exit")
                    .with(
                            "journeys",
                            users.stream()
                                    .filter(user -> DefinitionShops.isVisible(user, caller))
                                    .map(user -> user.key().id())
                                    .toList());
        }
    }

    /**
     * A text as the customer would get it.
     *
     * @param language that was taken for the locale
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Preview(String channel, String language, Rendering.Text text) {}

    @Operation(summary = "A text as the customer would get it: {channel, locale?, variables?}")
    @PostMapping("/{id}/preview")
    Preview preview(@PathVariable String id, @RequestBody(required = false) @Nullable String body)
            throws InterruptedException {
        LogSnapshot snapshot = definitions.snapshot();
        Template template = snapshot.definitions().template(id);
        if (template == null) {
            throw none(id, snapshot);
        }
        PreviewRequest request =
                PreviewRequest.read(body, snapshot.definitions().shop());
        return switch (checking.rendered(template, request)) {
            case Rendering.Text text ->
                new Preview(request.channel().label(), template.language(request.locale()), text);
            case Rendering.NoText none ->
                throw ProblemException.faults(List.of(new Fault("channel", "the template has no text for it")));
            case Rendering.Failed(List<String> problems) ->
                throw ProblemException.faults(problems.stream()
                        .map(problem -> new Fault("variables", problem))
                        .toList());
        };
    }

    private static ProblemException none(String id, LogSnapshot snapshot) {
        String broken = snapshot.definitions().brokenTemplate(id);
        return broken == null
                ? ProblemException.notFound("template/" + id)
                : ProblemException.faults(
                        List.of(new Fault("", "this version of Vestnik cannot use the template: " + broken)));
    }
}
