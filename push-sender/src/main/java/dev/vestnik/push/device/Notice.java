package dev.vestnik.push.device;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification for every device of a customer.
 *
 * @param id the message's id, by which devices and providers replace a notification that comes twice
 * @param urgent whether the notification wakes a sleeping device
 * @param deliverBefore the instant after which providers drop the notification
 * @param tags the app's data for reports: {@code messageId}, {@code template}, {@code attempt} and, where configured,
 *     {@code report}, the address to report to
 */
public record Notice(
        UUID id,
        boolean urgent,
        Instant deliverBefore,
        Map<String, String> tags,
        String title,
        String body,
        @Nullable String url,
        @Nullable String imageUrl) {

    private static final Duration LONGEST_LIFE = Duration.ofDays(28);

    /** @param reportUrl null when devices do not report */
    public static Notice of(Dispatch dispatch, Content.Push content, @Nullable String reportUrl) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("messageId", dispatch.attempt().messageId().toString());
        tags.put("template", dispatch.origin().template());
        tags.put("attempt", Integer.toString(dispatch.attempt().number()));
        if (reportUrl != null) {
            tags.put("report", reportUrl);
        }
        return new Notice(
                dispatch.attempt().messageId(),
                dispatch.messageClass() != MessageClass.marketing,
                dispatch.deliverBefore(),
                Map.copyOf(tags),
                content.title(),
                content.body(),
                content.url(),
                content.imageUrl());
    }

    Notice withoutImage() {
        return new Notice(id, urgent, deliverBefore, tags, title, body, url, null);
    }

    Notice withBody(String other) {
        return new Notice(id, urgent, deliverBefore, tags, title, other, url, imageUrl);
    }

    /** The whole seconds left for delivery, at least 0 and at most 28 days. */
    public long secondsLeft(Instant now) {
        return Math.clamp(Duration.between(now, deliverBefore).toSeconds(), 0, LONGEST_LIFE.toSeconds());
    }
}
