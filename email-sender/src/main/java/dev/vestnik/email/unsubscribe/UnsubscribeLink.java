package dev.vestnik.email.unsubscribe;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The address at which a customer leaves marketing, as headers of an e-mail (RFC 2369, RFC 8058). */
public final class UnsubscribeLink {
    /** The code of an e-mail whose address to unsubscribe no mailbox could open. */
    public static final String BAD = "bad-unsubscribe-url";

    private static final Set<String> WEB = Set.of("https", "http");
    private static final Set<String> SAFE = Set.of("https");

    private UnsubscribeLink() {}

    /** Whether an e-mail may go with it: without one, or with a web address that a header can hold. */
    public static boolean isPossible(@Nullable String url) {
        return url == null || hasScheme(url, WEB);
    }

    /** Whether it can be left by one click, which is offered over https only (RFC 8058, 3.1). */
    public static boolean isOneClick(@Nullable String url) {
        return url != null && hasScheme(url, SAFE);
    }

    /** The headers that offer it, by name. */
    public static Map<String, String> headers(@Nullable String url) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (url != null) {
            headers.put("List-Unsubscribe", "<" + url + ">");
        }
        if (isOneClick(url)) {
            headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        return headers;
    }

    private static boolean hasScheme(String url, Set<String> schemes) {
        try {
            URI uri = new URI(url);
            return uri.getScheme() != null
                    && schemes.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && url.chars().allMatch(c -> c > ' ' && c < 0x7F);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
