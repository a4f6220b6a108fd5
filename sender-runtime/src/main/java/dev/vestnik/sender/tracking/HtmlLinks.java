package dev.vestnik.sender.tracking;

import java.util.function.UnaryOperator;
import org.springframework.web.util.HtmlUtils;

/** Replaces the addresses that the links of a page lead to: {@code href} of each {@code <a>}. Linear in the page. */
final class HtmlLinks {
    /** More than any e-mail has; those above it stay as they are. */
    private static final int MOST = 200;

    private static final String HREF = "href";

    private final String html;
    private final UnaryOperator<String> replacement;
    private final StringBuilder page;
    private int written;
    private int replaced;

    private HtmlLinks(String html, UnaryOperator<String> replacement) {
        this.html = html;
        this.replacement = replacement;
        this.page = new StringBuilder(html.length() + html.length() / 4);
    }

    /** The page with other addresses, which the replacement gives; it may give the same one. */
    static String replaced(String html, UnaryOperator<String> replacement) {
        return new HtmlLinks(html, replacement).run();
    }

    private String run() {
        for (int at = html.indexOf('<'); at >= 0 && replaced < MOST; ) {
            at = html.indexOf('<', isAnchor(at) ? anchor(at + 2) : at + 1);
        }
        return page.append(html, written, html.length()).toString();
    }

    private boolean isAnchor(int at) {
        return html.regionMatches(true, at, "<a", 0, 2) && at + 2 < html.length() && isSpace(html.charAt(at + 2));
    }

    /** Walks over the attributes of a tag; returns the place behind them. */
    private int anchor(int from) {
        int at = from;
        while (at < html.length() && html.charAt(at) != '>') {
            int equals = isSpace(html.charAt(at)) ? hrefEquals(at + 1) : -1;
            char c = html.charAt(at);
            if (equals >= 0) {
                at = value(equals + 1);
            } else if (c == '"' || c == '\'') {
                at = behind(at);
            } else {
                at++;
            }
        }
        return at;
    }

    /** The place of the sign behind {@code href} that begins here; -1 where another name does. */
    private int hrefEquals(int at) {
        if (!html.regionMatches(true, at, HREF, 0, HREF.length())) {
            return -1;
        }
        int equals = at + HREF.length();
        while (equals < html.length() && isSpace(html.charAt(equals))) {
            equals++;
        }
        return equals < html.length() && html.charAt(equals) == '=' ? equals : -1;
    }

    /** Replaces a value in quotes; returns the place behind it. */
    private int value(int from) {
        int at = from;
        while (at < html.length() && isSpace(html.charAt(at))) {
            at++;
        }
        if (at >= html.length() || html.charAt(at) != '"' && html.charAt(at) != '\'') {
            return at;
        }
        int end = behind(at);
        if (end - 1 == at || html.charAt(end - 1) != html.charAt(at)) {
            return end; // nothing closes it
        }
        String before = HtmlUtils.htmlUnescape(html.substring(at + 1, end - 1)).strip();
        String after = replacement.apply(before);
        if (!after.equals(before)) {
            page.append(html, written, at + 1).append(HtmlUtils.htmlEscape(after));
            written = end - 1;
            replaced++;
        }
        return end;
    }

    /** The place behind the quoted text that begins here. */
    private int behind(int quote) {
        int end = html.indexOf(html.charAt(quote), quote + 1);
        return end < 0 ? html.length() : end + 1;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    }
}
