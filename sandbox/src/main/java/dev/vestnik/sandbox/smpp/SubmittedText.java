package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.ledger.FollowUp;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.LedgerRecord.Rejected;
import dev.vestnik.sandbox.ledger.PartPosition;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.ledger.Tag;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jspecify.annotations.Nullable;

/** A submit_sm, decoded. */
record SubmittedText(
        Instant at,
        PhoneAddress from,
        PhoneAddress to,
        Tag tag,
        int dataCoding,
        SmsPayload payload,
        int receiptWanted,
        @Nullable Instant validUntil) {
    /** Vestnik's own parameters, in the range of SMPP 3.4 that is left to vendors. */
    private static final short MESSAGE_ID = 0x1400;

    private static final short TEMPLATE = 0x1401;
    private static final short ATTEMPT = 0x1402;

    private static final int ALWAYS = 1;
    private static final int ON_FAILURE = 2;
    private static final int ON_SUCCESS = 3;

    /** @throws ProcessRequestException with the command status of the fault */
    static SubmittedText of(SubmitSm submit, Instant now) throws ProcessRequestException {
        if (submit.getDestAddress() == null || submit.getDestAddress().isEmpty()) {
            throw new ProcessRequestException("no destination", SMPPConstant.STAT_ESME_RINVDSTADR);
        }
        if (submit.getScheduleDeliveryTime() != null
                && !submit.getScheduleDeliveryTime().isEmpty()) {
            throw new ProcessRequestException("no schedules here", SMPPConstant.STAT_ESME_RINVSCHED);
        }
        String source = submit.getSourceAddr() == null ? "" : submit.getSourceAddr();
        return new SubmittedText(
                now,
                new PhoneAddress(submit.getSourceAddrTon(), submit.getSourceAddrNpi(), source),
                new PhoneAddress(submit.getDestAddrTon(), submit.getDestAddrNpi(), submit.getDestAddress()),
                Tag.of(text(submit, MESSAGE_ID), text(submit, TEMPLATE), text(submit, ATTEMPT)),
                submit.getDataCoding() & 0xff,
                SmsPayload.of(submit),
                submit.getRegisteredDelivery() & 0x03,
                validUntil(submit, now));
    }

    private static @Nullable Instant validUntil(SubmitSm submit, Instant now) throws ProcessRequestException {
        try {
            return SmppTime.parse(submit.getValidityPeriod(), now);
        } catch (DateTimeException e) {
            throw new ProcessRequestException("validity period", SMPPConstant.STAT_ESME_RINVEXPIRY);
        }
    }

    private static @Nullable String text(SubmitSm submit, short parameter) {
        return submit.getOptionalParameter(parameter) instanceof OptionalParameter.OctetString octets
                ? new String(octets.getValue(), StandardCharsets.UTF_8).replace("\0", "")
                : null;
    }

    /** The end of the text as planned, or as expired when the planned time is after its validity. */
    Ending ending(FinalState planned, Instant plannedAt) {
        return validUntil != null && plannedAt.isAfter(validUntil)
                ? new Ending(FinalState.EXPIRED, validUntil.isBefore(at) ? at : validUntil)
                : new Ending(planned, plannedAt);
    }

    record Ending(FinalState state, Instant at) {}

    /** Whether this is the last part of a long text, or a text in one part. */
    boolean isLast() {
        PartPosition part = payload.part();
        return part == null || part.number() == part.total();
    }

    boolean wantsReceiptOf(FinalState state) {
        boolean delivered = state == FinalState.DELIVRD;
        return receiptWanted == ALWAYS
                || (receiptWanted == ON_FAILURE && !delivered)
                || (receiptWanted == ON_SUCCESS && delivered);
    }

    /** @param word the state in the receipt's text when it is none of the usual ones */
    Sms sms(Ending ending, @Nullable String word) {
        return new Sms(from, to, dataCoding, ending.state(), ending.at(), word, null);
    }

    Received received(Sms sms, List<FollowUp> followUps) {
        return new Received(
                at,
                Provider.SMPP,
                from.shown(),
                to.shown(),
                tag,
                payload.part(),
                sms.facts(),
                followUps,
                payload.octets());
    }

    Rejected rejected(int status) {
        return new Rejected(at, Provider.SMPP, from.shown(), to.shown(), tag, "0x%02X".formatted(status));
    }
}
