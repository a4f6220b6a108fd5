package dev.vestnik.sms.smpp;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome;
import java.util.List;
import java.util.Set;

/** Maps the status of a negative submit_sm_resp to an outcome (SMPP 3.4, 5.1.3). */
final class CommandStatus {
    private static final int RSYSERR = 0x08;
    private static final int RMSGQFUL = 0x14;
    private static final int RTHROTTLED = 0x58;
    private static final int RINVDSTADR = 0x0B;
    /** Refusals of this message or its address for good. */
    private static final Set<Integer> PERMANENT = Set.of(
            0x01,
            0x02,
            0x03,
            0x06,
            0x07,
            0x0A,
            RINVDSTADR,
            0x15,
            0x33,
            0x34,
            0x40,
            0x42,
            0x43,
            0x48,
            0x49,
            0x50,
            0x51,
            0x53,
            0x54,
            0x55,
            0x61,
            0x62,
            0x66,
            0xC0,
            0xC1,
            0xC2,
            0xC3,
            0xC4);
    /** Refusals of everybody: throttled, bound in a way that cannot submit, or an account that may not. */
    private static final Set<Integer> GATEWAY_BUSY = Set.of(RTHROTTLED, 0x04, 0x0D, 0x0E, 0x0F);
    /** Refusals for want of room or of health, of one number as far as one answer tells: {@link Crowd} knows more. */
    private static final Set<Integer> ADDRESS_BUSY = Set.of(RMSGQFUL, RSYSERR);

    private CommandStatus() {}

    static Outcome outcome(int status) {
        String code = "smpp-0x%02X".formatted(status);
        if (GATEWAY_BUSY.contains(status)) {
            return Outcome.busy(code);
        }
        if (ADDRESS_BUSY.contains(status)) {
            return Outcome.addressBusy(code);
        }
        FailureKind kind = PERMANENT.contains(status) ? FailureKind.permanent : FailureKind.temporary;
        return status == RINVDSTADR
                ? Outcome.deadAddress(code)
                : new Outcome.Rejected(kind, code, Outcome.AddressState.USABLE, List.of(), null);
    }
}
