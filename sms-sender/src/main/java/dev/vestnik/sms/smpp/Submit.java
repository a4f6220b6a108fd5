package dev.vestnik.sms.smpp;

import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.jspecify.annotations.Nullable;

/** The fields that all parts of a message share when they are submitted. */
record Submit(Address from, Address to, Instant validUntil, OptionalParameter[] tags) {

    static Submit of(Dispatch dispatch, Address from, Address to) {
        return new Submit(from, to, dispatch.deliverBefore(), SmsPart.tags(dispatch));
    }

    /** Submits one part. A broken wire is a value here too, because the parts before it count. */
    Outcome part(SMPPSession session, SmsPart part, Instant now) {
        try {
            String id = submit(session, part, now);
            return id == null || id.isEmpty() ? Outcome.accepted() : Outcome.accepted(id);
        } catch (NegativeResponseException e) {
            return CommandStatus.outcome(e.getCommandStatus());
        } catch (PDUException e) {
            return Outcome.permanent("smpp-invalid");
        } catch (ResponseTimeoutException e) {
            return new Outcome.Unknown("no answer in time");
        } catch (InvalidResponseException e) {
            return new Outcome.Unknown("an answer that is none");
        } catch (IOException e) {
            return isBeforeTheWrite(e)
                    ? new Outcome.NotSent("not bound")
                    : new Outcome.Unknown("connection lost: " + e.getClass().getSimpleName());
        }
    }

    /** Whether jsmpp refused to write because the session is not bound: it says so in these words. */
    private static boolean isBeforeTheWrite(IOException e) {
        return String.valueOf(e.getMessage()).startsWith("Cannot submit_sm while session");
    }

    /** Returns the centre's id of the part; some centres give none. */
    private @Nullable String submit(SMPPSession session, SmsPart part, Instant now)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        return session.submitShortMessage(
                        "",
                        from.type(),
                        from.plan(),
                        from.digits(),
                        to.type(),
                        to.plan(),
                        to.digits(),
                        new ESMClass(part.esmClass()),
                        (byte) 0,
                        (byte) 0,
                        null,
                        ValidityPeriod.of(Duration.between(now, validUntil)),
                        new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
                        (byte) 0,
                        new RawDataCoding((byte) part.dataCoding()),
                        (byte) 0,
                        part.octets(),
                        tags)
                .getMessageId();
    }
}
