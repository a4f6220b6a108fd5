package dev.vestnik.push.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.push.device.Notice;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The payload for the shop's service worker. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebPayload(
        String title,
        String body,
        @Nullable String url,
        @Nullable String imageUrl,
        Map<String, String> vestnik) {

    /** The rest of the 4096 bytes of RFC 8030 and 8291, which also hold salt, sizes, key, padding delimiter and tag. */
    static final int MOST_BYTES = 3993;

    static WebPayload of(Notice notice) {
        return new WebPayload(notice.title(), notice.body(), notice.url(), notice.imageUrl(), notice.tags());
    }
}
