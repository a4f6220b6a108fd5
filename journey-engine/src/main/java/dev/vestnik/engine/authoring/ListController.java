package dev.vestnik.engine.authoring;

import dev.vestnik.engine.definitions.LogSnapshot;
import dev.vestnik.engine.list.ListFile;
import dev.vestnik.engine.list.ListFile.ReadList;
import dev.vestnik.engine.list.ListLog;
import dev.vestnik.engine.list.UploadedList;
import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.campaign.Campaign;
import dev.vestnik.rules.campaign.Launch;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of customers for campaigns, uploaded as CSV; each shop has its own. */
@RestController
@RequestMapping("/api/lists")
@Tag(name = "lists")
final class ListController {
    private static final int BUFFERS = 2;
    /** Each holds a file's customers in memory until it is read: 16 MB at most. */
    private static final int MOST_AT_ONCE = 4;

    private static final int RETRY_SECONDS = 5;

    private final ListLog lists;
    private final DefinitionWriting definitions;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    ListController(ListLog lists, DefinitionWriting definitions) {
        this.lists = lists;
        this.definitions = definitions;
    }

    @Operation(summary = "The lists of a shop by id, a page at a time")
    @GetMapping
    Page<ListView> list(
            @RequestParam(defaultValue = "main") String shop,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit)
            throws InterruptedException {
        return Page.of(lists.of(shop).stream().map(ListView::of).toList(), ListView::id, cursor, limit);
    }

    @Operation(summary = "How many customers are in a list, and until when it is kept; who is in it nobody can read")
    @GetMapping("/{id}")
    ListView get(@PathVariable String id, @RequestParam(defaultValue = "main") String shop)
            throws InterruptedException {
        return ListView.of(existing(shop, id));
    }

    @Operation(summary = "Uploads a list of customers as CSV, in the place of the one of this name", description = """
                    UTF-8, a heading with a column customerId, separated by commas, semicolons or tabs; at most 1,000,000 lines. Other columns \
                    are passed over. Lines without a customer are counted, the first 20 named by their numbers, and nothing is saved: \
                    `skipBroken=true` saves the others. Only hashes of the customers' ids are kept, for 30 days.""")
    @PutMapping(
            path = "/{id}",
            consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<ListView> put(
            @PathVariable String id,
            @RequestParam(defaultValue = "main") String shop,
            @RequestParam(defaultValue = "false") boolean skipBroken,
            ServerHttpRequest request,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller caller)
            throws InterruptedException, IOException {
        requireNames(shop, id);
        if (!free.tryAcquire()) {
            throw ProblemException.tryAgain(RETRY_SECONDS, "other lists are being uploaded; try again in some seconds");
        }
        try (InputStream csv = DataBufferUtils.subscriberInputStream(request.getBody(), BUFFERS)) {
            ReadList file = ListFile.read(shop, csv);
            requireSound(file, skipBroken);
            boolean isNew = lists.find(shop, id) == null;
            UploadedList saved = lists.put(shop, id, caller.name(), file);
            if (saved == null) {
                throw ProblemException.of(
                        HttpStatus.CONFLICT,
                        "all lists together would have more customers than engines keep: remove one that is done with");
            }
            return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
                    .body(ListView.of(saved, file));
        } finally {
            free.release();
        }
    }

    private static void requireNames(String shop, String id) {
        if (!DocumentId.isValid(id)) {
            throw ProblemException.faults(List.of(new Fault("id", "must be " + DocumentId.RULE)));
        }
        if (shop.isEmpty() || shop.indexOf('/') >= 0) {
            throw ProblemException.faults(List.of(new Fault("shop", "must not be empty nor have a '/'")));
        }
    }

    private static void requireSound(ReadList file, boolean skipBroken) {
        if (file.broken() > 0 && !skipBroken) {
            throw ProblemException.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            file.broken()
                                    + " of the lines name no customer, and nothing was saved: mend them, or send it"
                                    + " again with skipBroken=true for the others")
                    .with("broken", file.broken())
                    .with("errors", file.faults());
        }
        if (file.hashes().length == 0) {
            throw ProblemException.faults(List.of(new Fault("line 2", "there is no customer in the file")));
        }
    }

    @Operation(summary = "Removes a list, unless a campaign was launched to it and not cancelled")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id, @RequestParam(defaultValue = "main") String shop)
            throws InterruptedException {
        existing(shop, id);
        LogSnapshot newest = definitions.newest();
        List<String> launched = newest.definitions().audiences().launches().values().stream()
                .filter(launch -> id.equals(launch.list()) && isUnderWay(launch, newest.definitions(), shop))
                .map(launch -> launch.journey().value().substring(Campaign.PREFIX.length()))
                .sorted()
                .toList();
        if (!launched.isEmpty()) {
            throw ProblemException.of(
                            HttpStatus.CONFLICT,
                            "campaigns were launched to it: cancel them first (" + String.join(", ", launched) + ")")
                    .with("campaigns", launched);
        }
        lists.remove(shop, id);
        return ResponseEntity.noContent().build();
    }

    private static boolean isUnderWay(Launch launch, Definitions definitions, String shop) {
        Published campaign = definitions.journey(launch.journey());
        Journey journey = campaign == null ? null : campaign.version(launch.run());
        return campaign != null && campaign.status() != Status.ARCHIVED && (journey == null || journey.isOf(shop));
    }

    private UploadedList existing(String shop, String id) throws InterruptedException {
        UploadedList list = lists.find(shop, id);
        if (list == null) {
            throw ProblemException.notFound("list of this id");
        }
        return list;
    }
}
