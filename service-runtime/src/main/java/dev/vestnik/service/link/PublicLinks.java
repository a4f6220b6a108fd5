package dev.vestnik.service.link;

import java.net.URI;

/** Makes the addresses of links, each below the public address of {@code customer-pages}. */
public final class PublicLinks {
    private final String base;
    private final LinkTokens tokens;

    PublicLinks(URI base, LinkTokens tokens) {
        String text = base.toString();
        this.base = text.endsWith("/") ? text : text + "/";
        this.tokens = tokens;
    }

    /** The links of a service whose settings name the pages. */
    public static PublicLinks of(LinkSettings settings) {
        return new PublicLinks(settings.address(), new LinkTokens(settings.secrets()));
    }

    public String to(PublicLink link) {
        String path = switch (link) {
            case PublicLink.Click _ -> "l/";
            case PublicLink.Open _ -> "i/";
            case PublicLink.OptOut _ -> "u/";
            case PublicLink.Preferences _ -> "p/";
            case PublicLink.Confirmation _ -> "c/";
        };
        return base + path + tokens.write(link);
    }

    /** The link that leads to a target and tells of the click; the target itself where it cannot have one: see {@link #takes}. */
    public String click(LinkedMessage sent, String target) {
        if (!takes(target)) {
            return target;
        }
        String link = to(new PublicLink.Click(sent, target));
        return link.length() <= base.length() + LinkTokens.LONGEST ? link : target;
    }

    /** Whether an address may be the target of a link: on the web, not too long, and none of these pages itself. */
    public boolean takes(String target) {
        return target.length() < LinkTokens.LONGEST && isWeb(target) && !target.startsWith(base);
    }

    /** Whether it is a whole address of the web. */
    public static boolean isWeb(String target) {
        return target.length() > "https://".length()
                && (target.regionMatches(true, 0, "http://", 0, 7) || target.regionMatches(true, 0, "https://", 0, 8))
                && target.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
    }
}
