package dev.vestnik.sandbox.smtp;

import java.util.ArrayList;
import java.util.List;

/** The sender and the recipients of a message, as far as the client has named them. */
final class SmtpEnvelope {
    private static final int MOST_RECIPIENTS = 100;

    private final String sender;
    private final List<String> recipients = new ArrayList<>();

    SmtpEnvelope(String sender) {
        this.sender = sender;
    }

    String sender() {
        return sender;
    }

    List<String> recipients() {
        return recipients;
    }

    boolean full() {
        return recipients.size() == MOST_RECIPIENTS;
    }
}
