package dev.vestnik.ingest.intake;

import dev.vestnik.ingest.event.FieldFault;
import dev.vestnik.ingest.event.ReadResult;
import dev.vestnik.ingest.event.Refusal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Counts what was refused; written by the request's thread and by the producer's. */
final class RefusalTally {
    private static final int LISTED = 1_000;
    private static final int WARNINGS_LISTED = 100;

    private final List<EventFault> errors = new ArrayList<>();
    private final List<EventFault> warnings = new ArrayList<>();
    private long unlistedWarnings;
    private final Set<Refusal> reasons = EnumSet.noneOf(Refusal.class);
    private long refused;
    private long unlisted;

    synchronized void refused(long index, ReadResult.Invalid invalid) {
        refused++;
        reasons.add(invalid.reason());
        for (FieldFault fault : invalid.faults()) {
            if (errors.size() < LISTED) {
                errors.add(new EventFault(index, fault.path(), fault.problem()));
            } else {
                unlisted++;
            }
        }
    }

    /** Notes what was taken and is probably not meant. */
    synchronized void warned(long index, List<FieldFault> found) {
        for (FieldFault warning : found) {
            if (warnings.size() < WARNINGS_LISTED) {
                warnings.add(new EventFault(index, warning.path(), warning.problem()));
            } else {
                unlistedWarnings++;
            }
        }
    }

    synchronized IntakeReport report(IntakeReport.Ending ending, long accepted, long next, boolean bodyRead) {
        IntakeReport.Warnings warned = new IntakeReport.Warnings(warnings, unlistedWarnings);
        return new IntakeReport(ending, accepted, refused, next, errors, unlisted, reasons, bodyRead, warned);
    }
}
