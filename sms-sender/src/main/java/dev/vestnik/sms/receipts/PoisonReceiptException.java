package dev.vestnik.sms.receipts;

import org.apache.kafka.common.errors.SerializationException;

/** A record of the correlation's topics that no try can process: it is set aside. After any other exception the record is tried again. */
final class PoisonReceiptException extends SerializationException {
    private static final long serialVersionUID = 1L;

    PoisonReceiptException(String message) {
        super(message);
    }

    PoisonReceiptException(String message, Throwable cause) {
        super(message, cause);
    }
}
