package dev.vestnik.sandbox.outbox;

import org.jspecify.annotations.Nullable;

/**
 * What a customer sees of a message.
 *
 * @param from who it is from, in the words of the message where they differ from the protocol's
 * @param url where a tap on it leads; for an e-mail, where it can be unsubscribed from
 * @param status what became of it where that is known ({@code DELIVRD}, {@code UNDELIV}, {@code EXPIRED}; SMS)
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
