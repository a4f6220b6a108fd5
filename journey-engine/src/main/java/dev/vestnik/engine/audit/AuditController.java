package dev.vestnik.engine.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.reader.BackwardReader;
import dev.vestnik.schemas.engine.AuditEntry;
import dev.vestnik.service.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells operations which callers changed, looked up or sent something, and when. */
@RestController
@Tag(name = "audit")
final class AuditController {
    private final AuditReader reader;

    AuditController(AuditReader reader) {
        this.reader = reader;
    }

    /** The parameters of a call. */
    record Asked(
            @Nullable String caller,
            @Nullable String subject,
            @Nullable String call,
            @Nullable String from,
            @Nullable String to,
            @Nullable String cursor,
            int limit) {}

    /**
     * A call that changed something, or looked a person up.
     *
     * @param status of its answer: below 300 it was done
     * @param revision of the definition afterwards
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AuditedCall(
            Instant at,
            String caller,
            List<String> roles,
            String call,
            @Nullable String shop,
            @Nullable String subject,
            int status,
            @Nullable String revision,
            @Nullable String detail) {
        static AuditedCall of(AuditEntry entry) {
            return new AuditedCall(
                    entry.getAt(),
                    entry.getCaller(),
                    List.copyOf(entry.getRoles()),
                    entry.getCall(),
                    entry.getShop(),
                    entry.getSubject(),
                    entry.getStatus(),
                    entry.getRevision(),
                    entry.getDetail());
        }
    }

    /** @param next cursor of the page of older ones; null at the end. A page may be empty and have a next one */
    record AuditPage(List<AuditedCall> items, @Nullable String next) {}

    @Operation(summary = "Calls that changed something or looked a person up, newest first")
    @GetMapping("/api/audit")
    AuditPage audit(
            @RequestParam(required = false) @Nullable String caller,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String call,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            @Parameter(hidden = true) @RequestAttribute(Caller.ATTRIBUTE) Caller asking) {
        Asked asked = new Asked(caller, subject, call, from, to, cursor, limit);
        return page(asked, AuditQuery.of(asked), asking);
    }

    private AuditPage page(Asked asked, AuditQuery query, Caller asking) {
        Long before = asked.cursor() == null ? null : Long.valueOf(asked.cursor());
        BackwardReader.Part<AuditEntry> part = reader.read(before, query.wantedBy(asking), asked.limit());
        return new AuditPage(
                part.found().stream().map(AuditedCall::of).toList(),
                part.next() == null ? null : part.next().toString());
    }
}
