package dev.vestnik.push.device;

import dev.vestnik.schemas.message.FailureKind;
import org.jspecify.annotations.Nullable;

/** What became of a notice for one device. */
public sealed interface Answer {

    /**
     * The platform has it.
     *
     * @param id the platform's own; null where it gives none
     */
    record Taken(@Nullable String id) implements Answer {}

    /** There is no such device any more. */
    record Gone(String code) implements Answer {}

    /** The platform, or we, said no. */
    record Refused(FailureKind kind, String code) implements Answer {}

    /** Provably before anything was written. */
    record NotSent(String cause) implements Answer {}

    /** Written, and not answered. */
    record Lost(String cause) implements Answer {}

    static Answer permanent(String code) {
        return new Refused(FailureKind.permanent, code);
    }

    static Answer temporary(String code) {
        return new Refused(FailureKind.temporary, code);
    }
}
