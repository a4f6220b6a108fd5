package dev.vestnik.sandbox.http;

import org.jspecify.annotations.Nullable;

/** Reads mailboxes and links as headers have them. */
final class Mailbox {
    private Mailbox() {}

    /** The address in {@code "Anna" <anna@shop.example>}, or the whole when there are no brackets. */
    static String address(String mailbox) {
        int start = mailbox.lastIndexOf('<');
        int end = mailbox.indexOf('>', Math.max(0, start));
        return start >= 0 && end > start ? mailbox.substring(start + 1, end) : mailbox.strip();
    }

    /** The first address of the web in brackets. */
    static @Nullable String link(String header) {
        int start = header.indexOf("<http");
        int end = header.indexOf('>', Math.max(0, start));
        return start >= 0 && end > start ? header.substring(start + 1, end) : null;
    }
}
