package dev.vestnik.sender.report;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A file that came with a reply, by its address at the provider.
 *
 * @param mediaType null where the provider does not say
 */
public record Attachment(String url, @Nullable String mediaType) {
    private static final int LONGEST = 2_048;
    private static final int LONGEST_TYPE = 100;

    /** A type that is none is left out. */
    public Attachment {
        mediaType = mediaType == null || mediaType.isBlank() || mediaType.length() > LONGEST_TYPE ? null : mediaType;
    }

    /** Whether it is a web address that can be passed on. */
    public boolean isPossible() {
        try {
            URI uri = new URI(url);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null && url.length() <= LONGEST;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
