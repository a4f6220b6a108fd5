package dev.vestnik.push.device;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome.Busy.Scope;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The outcome of a notice for one device. */
public sealed interface DeviceOutcome {

    /**
     * The platform has taken the notice.
     *
     * @param id the platform's own id; null where it gives none
     */
    record Taken(@Nullable String id) implements DeviceOutcome {}

    /**
     * The device does not exist any more.
     *
     * @param since when the platform found that out; null where it does not say
     */
    record Gone(String code, @Nullable Instant since) implements DeviceOutcome {}

    /**
     * The platform does not know the token. The device is not gone: the token may be of another host, app or sender, and a token that
     * worked before does so again when that is put right.
     */
    record Foreign(String code) implements DeviceOutcome {}

    /**
     * The platform does not know the token and does not say whether the device is gone or the app is another one. The device is gone when
     * the platform took another device's notice right before.
     */
    record Invalid(String code) implements DeviceOutcome {}

    /** The platform, or this sender, refused the notice. */
    record Refused(FailureKind kind, String code) implements DeviceOutcome {}

    /**
     * The platform took nothing, and nothing is wrong with the notice.
     *
     * @param scope whether the platform is busy for every device, or for this one alone, or was not asked
     * @param retryAfter how long the platform asks to wait; null where it does not say
     */
    record Busy(String code, Scope scope, @Nullable Duration retryAfter) implements DeviceOutcome {}

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

    /** Gone since a time that the platform does not say. */
    static DeviceOutcome gone(String code) {
        return new Gone(code, null);
    }

    /** Busy for every device. */
    static DeviceOutcome busy(String code, @Nullable Duration retryAfter) {
        return new Busy(code, Scope.GATEWAY, retryAfter);
    }

    /** Left alone by this sender for a while; the platform was not asked. */
    static DeviceOutcome held(String code, Duration retryAfter) {
        return new Busy(code, Scope.HELD, retryAfter);
    }

    /** Busy for this device alone. */
    static DeviceOutcome addressBusy(String code, @Nullable Duration retryAfter) {
        return new Busy(code, Scope.ADDRESS, retryAfter);
    }
}
