package dev.vestnik.sms.smpp;

import dev.vestnik.sender.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import org.jsmpp.PDUException;
import org.jsmpp.PDUSender;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;

/** The fields that all parts of a message share when they are submitted. */
record Submit(Address from, Address to, Instant validUntil, OptionalParameter[] parameters) {

    /** Submits one part. A broken wire is a value here too, because the parts before it count. */
    Outcome part(SmppSession session, SmsPart part, Instant now, Duration grace) {
        return session.submit((sender, out, sequence) -> write(sender, out, sequence, part, now), grace);
    }

    private void write(PDUSender sender, OutputStream out, int sequence, SmsPart part, Instant now)
            throws PDUException, IOException {
        sender.sendSubmitSm(
                out,
                sequence,
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
                parameters);
    }
}
