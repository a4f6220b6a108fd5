package dev.vestnik.sms.smpp;

import org.jsmpp.PDUStringException;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.util.DefaultDecomposer;

/**
 * A deliver_sm.
 *
 * @param pdu its octets as they came
 */
record Delivery(DeliverSm message, byte[] pdu) {

    /** @throws MalformedException for octets that are none */
    static Delivery of(byte[] pdu) throws MalformedException {
        try {
            return new Delivery(DefaultDecomposer.getInstance().deliverSm(pdu), pdu);
        } catch (PDUStringException | RuntimeException e) {
            throw new MalformedException(e);
        }
    }

    /** Octets that no rule of SMPP explains. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(Exception cause) {
            super(cause);
        }
    }
}
