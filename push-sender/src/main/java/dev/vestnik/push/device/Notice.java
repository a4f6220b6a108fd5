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
 * What every device of a customer is to show.
 *
 * @param id of the message; devices and providers use it to replace a notification that comes twice
 * @param urgent whether a sleeping device is woken for it
 * @param deliverBefore after which providers drop it
 * @param tags what the app needs to report on it: {@code messageId}, {@code template}, {@code attempt} and, where configured,
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

    /** Whole seconds that are left to deliver it, at least 0 and at most what push services take. */
    public long secondsLeft(Instant now) {
        return Math.clamp(Duration.between(now, deliverBefore).toSeconds(), 0, LONGEST_LIFE.toSeconds());
    }
}
