package dev.vestnik.sandbox.smtp;

import java.util.ArrayList;
import java.util.List;

/** Who sends a message to whom, as far as the client has said. */
final class Envelope {
    private static final int MOST_RECIPIENTS = 100;

    private final String sender;
    private final List<String> recipients = new ArrayList<>();

    Envelope(String sender) {
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
