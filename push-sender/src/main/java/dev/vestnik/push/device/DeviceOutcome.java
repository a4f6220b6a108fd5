package dev.vestnik.push.device;

import dev.vestnik.schemas.message.FailureKind;
import org.jspecify.annotations.Nullable;

/** The outcome of a notice for one device. */
public sealed interface DeviceOutcome {

    /**
     * The platform has taken the notice.
     *
     * @param id the platform's own id; null where it gives none
     */
    record Taken(@Nullable String id) implements DeviceOutcome {}

    /** The device does not exist any more. */
    record Gone(String code) implements DeviceOutcome {}

    /** The platform, or this sender, refused the notice. */
    record Refused(FailureKind kind, String code) implements DeviceOutcome {}

    /** The attempt failed provably before anything was written. */
    record NotSent(String cause) implements DeviceOutcome {}

    /** The notice was written, and no answer came. */
    record Lost(String cause) implements DeviceOutcome {}

    static DeviceOutcome permanent(String code) {
        return new Refused(FailureKind.permanent, code);
    }

    static DeviceOutcome temporary(String code) {
        return new Refused(FailureKind.temporary, code);
    }
}
