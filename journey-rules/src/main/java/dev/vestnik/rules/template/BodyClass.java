package dev.vestnik.rules.template;

/**
 * The {@code css-class} of {@code <mj-body>}, which the MJML compiler leaves out: it belongs to the {@code <div>} that has the whole e-mail
 * in it.
 */
final class BodyClass {
    private static final String BODY = "<mj-body";

    private BodyClass() {}

    /** Empty where there is none. */
    static String of(String markup) {
        for (int at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at + 1)) {
            int last = InlineStyles.lastOf(markup, at);
            if (last < 0) {
                return "";
            }
            String names = markup.startsWith(BODY, at)
                    ? TagAttributes.of(markup.substring(at, last + 1)).value("css-class")
                    : "";
            if (!names.isBlank()) {
                return names;
            }
            at = last;
        }
        return "";
    }

    /** The HTML with it. */
    static String into(String html, String names) {
        int body = names.isBlank() ? -1 : html.indexOf("<body");
        int div = body < 0 ? -1 : wrapper(html, body);
        return div < 0
                ? html
                : html.substring(0, div) + "<div class=\"" + names.replace("\"", "&quot;") + "\""
                        + html.substring(div + "<div".length());
    }

    /** The first that is seen: a preview's is hidden. */
    private static int wrapper(String html, int body) {
        int at = html.indexOf("<div", body);
        while (at >= 0) {
            int last = InlineStyles.lastOf(html, at);
            if (last < 0 || !html.substring(at, last).contains("display:none")) {
                return at;
            }
            at = html.indexOf("<div", last);
        }
        return -1;
    }
}
