package dev.vestnik.ingest.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.ingest.intake.EventFault;
import dev.vestnik.ingest.intake.IntakeReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 202: Kafka has acknowledged all of it.
 *
 * @param accepted the number of events
 * @param warnings what was taken and is probably not meant, the first hundred; absent: nothing
 * @param unlistedWarnings how many more there were
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Accepted(
        long accepted, List<EventFault> warnings, @Nullable Long unlistedWarnings) {

    static Accepted of(IntakeReport report) {
        return new Accepted(report.accepted(), report.warnings().listed(), unlisted(report));
    }

    private static @Nullable Long unlisted(IntakeReport report) {
        return report.warnings().unlisted() == 0 ? null : report.warnings().unlisted();
    }

    /**
     * 207: some were accepted, some refused.
     *
     * @param accepted the number of events that Kafka has acknowledged
     * @param refused the number of events that were not taken
     * @param errors what was wrong with those, the first thousand
     * @param unlistedErrors how many more there were
     * @param warnings as of {@link Accepted}
     * @param unlistedWarnings likewise
     */
    record InPart(
            long accepted,
            long refused,
            List<EventFault> errors,
            long unlistedErrors,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<EventFault> warnings,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long unlistedWarnings) {

        static InPart of(IntakeReport report) {
            return new InPart(
                    report.accepted(),
                    report.refused(),
                    report.errors(),
                    report.unlisted(),
                    report.warnings().listed(),
                    Accepted.unlisted(report));
        }
    }
}
