package dev.vestnik.engine.authoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.list.ListFile;
import dev.vestnik.engine.list.ListLog;
import dev.vestnik.engine.list.UploadedList;
import dev.vestnik.rules.document.Fault;
import java.time.Instant;
import java.util.List;

/**
 * A list of customers, without them.
 *
 * @param customers in it, whoever of them is known
 * @param duplicates lines of the file that named a customer once more
 * @param broken lines that named none, and were passed over
 * @param errors the first of these, after an upload
 * @param keptUntil it is forgotten then
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ListView(
        String id,
        String shop,
        @JsonInclude(JsonInclude.Include.ALWAYS) int customers,

        @JsonInclude(JsonInclude.Include.ALWAYS) long duplicates,

        @JsonInclude(JsonInclude.Include.ALWAYS) long broken,

        List<Fault> errors,
        String author,
        Instant savedAt,
        Instant keptUntil) {

    static ListView of(UploadedList list) {
        return of(list, List.of());
    }

    static ListView of(UploadedList list, ListFile.ReadList file) {
        return of(list, file.faults());
    }

    private static ListView of(UploadedList list, List<Fault> errors) {
        return new ListView(
                list.list().id(),
                list.list().shop(),
                list.list().size(),
                list.duplicates(),
                list.broken(),
                errors,
                list.author(),
                list.list().savedAt(),
                ListLog.keptUntil(list.list()));
    }
}
