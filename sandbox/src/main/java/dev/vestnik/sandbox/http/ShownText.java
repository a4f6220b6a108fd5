package dev.vestnik.sandbox.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The text of an HTTP message as the customer reads it, and as the ledger keeps it.
 *
 * @param from the sender as the message shows it, where that is more than an address
 * @param url the address to unsubscribe at
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShownText(
        @Nullable String from,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable String url) {

    static ShownText sms(String text) {
        return new ShownText(null, null, text, null, null);
    }
}
