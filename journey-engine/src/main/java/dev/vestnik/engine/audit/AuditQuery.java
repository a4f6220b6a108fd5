package dev.vestnik.engine.audit;

import dev.vestnik.engine.problem.ProblemException;
import dev.vestnik.rules.document.Fault;
import dev.vestnik.schemas.engine.AuditEntry;
import dev.vestnik.service.access.Caller;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The entries that are asked for; what is null does not matter.
 *
 * @param caller the name of a key
 * @param subject an id in the path, as {@code abandoned-cart}
 * @param call a part of the call, as {@code /publish}
 */
record AuditQuery(
        @Nullable String caller,
        @Nullable String subject,
        @Nullable String call,
        @Nullable Instant from,
        @Nullable Instant to) {
    private static final Pattern OFFSET = Pattern.compile("[0-9]{1,18}");
    private static final int MOST = 500;

    static AuditQuery of(AuditController.Asked asked) {
        List<Fault> faults = new ArrayList<>();
        AuditQuery query = new AuditQuery(
                asked.caller(),
                asked.subject(),
                asked.call(),
                instant("from", asked.from(), faults),
                instant("to", asked.to(), faults));
        if (asked.limit() < 1 || asked.limit() > MOST) {
            faults.add(new Fault("limit", "must be 1 to " + MOST));
        }
        if (asked.cursor() != null && !OFFSET.matcher(asked.cursor()).matches()) {
            faults.add(new Fault("cursor", "must be the \"next\" of a page"));
        }
        if (!faults.isEmpty()) {
            throw ProblemException.faults(faults);
        }
        return query;
    }

    private static @Nullable Instant instant(String name, @Nullable String text, List<Fault> faults) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            faults.add(new Fault(name, "must be an instant: 2026-01-24T11:05:00Z"));
            return null;
        }
    }

    /** The calls that a caller may see: one who works for some shops sees the calls that named one of them. */
    Predicate<AuditEntry> wantedBy(Caller reader) {
        return entry ->
                wants(entry) && (reader.worksForAll() || entry.getShop() != null && reader.worksFor(entry.getShop()));
    }

    private boolean wants(AuditEntry entry) {
        return (caller == null || caller.equals(entry.getCaller()))
                && (subject == null || subject.equals(entry.getSubject()))
                && (call == null || entry.getCall().contains(call))
                && (from == null || !entry.getAt().isBefore(from))
                && (to == null || entry.getAt().isBefore(to));
    }
}
