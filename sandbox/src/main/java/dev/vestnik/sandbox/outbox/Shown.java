package dev.vestnik.sandbox.outbox;

import org.jspecify.annotations.Nullable;

/**
 * A message as a customer sees it.
 *
 * @param from the sender, as the message names it where that differs from the protocol's sender
 * @param url the target of a tap; for an e-mail, the address to unsubscribe at
 * @param status the final state where it is known ({@code DELIVRD}, {@code UNDELIV}, {@code EXPIRED}; SMS)
 */
public record Shown(
        @Nullable String from,
        @Nullable String subject,
        @Nullable String title,
        @Nullable String text,
        @Nullable String html,
        @Nullable String url,
        @Nullable String imageUrl,
        @Nullable String status) {

    public static Shown sms(String text, @Nullable String status) {
        return new Shown(null, null, null, text, null, null, null, status);
    }

    public static Shown push(
            @Nullable String title, @Nullable String text, @Nullable String url, @Nullable String imageUrl) {
        return new Shown(null, null, title, text, null, url, imageUrl, null);
    }
}
