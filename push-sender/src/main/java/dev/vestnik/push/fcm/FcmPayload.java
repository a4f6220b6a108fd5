package dev.vestnik.push.fcm;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.push.device.Notice;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code projects.messages.send}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FcmPayload(Message message) {
    /** The most bytes of notification and data together. */
    static final int MOST_BYTES = 4096;

    /** @param data strings for the app: {@code vestnik.*} and {@code url} */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(String token, Notification notification, Map<String, String> data, Android android) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Notification(String title, String body, @Nullable String image) {}

    record Android(String priority, String ttl, AndroidNotification notification) {}

    /** @param tag replaces a shown notification with the same tag; unlike with a collapse key, any number may be pending */
    record AndroidNotification(String tag) {}

    static FcmPayload of(Notice notice, String token, Instant now) {
        return new FcmPayload(new Message(
                token,
                new Notification(notice.title(), notice.body(), notice.imageUrl()),
                data(notice),
                new Android(
                        notice.urgent() ? "HIGH" : "NORMAL",
                        notice.secondsLeft(now) + "s",
                        new AndroidNotification(notice.id().toString()))));
    }

    private static Map<String, String> data(Notice notice) {
        Map<String, String> data = new LinkedHashMap<>();
        notice.tags().forEach((name, value) -> data.put("vestnik." + name, value));
        if (notice.url() != null) {
            data.put("url", notice.url());
        }
        return data;
    }
}
