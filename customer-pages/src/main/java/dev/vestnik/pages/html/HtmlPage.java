package dev.vestnik.pages.html;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.web.util.HtmlUtils;

/** A page: its head, its languages and what is written on it, piece after piece. Whatever is given as a text is escaped. */
public final class HtmlPage {
    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:1.5rem 1rem;color:#1c1c1e;background:#fff}
            h1{font-size:1.5rem;line-height:1.25}
            h2,legend{font-size:1.0625rem;font-weight:600;padding:0}
            fieldset{border:0;padding:0;margin:0 0 1.25rem}
            label{display:flex;gap:.6rem;align-items:center;min-height:2.75rem}
            input[type=checkbox],input[type=radio]{width:1.25rem;height:1.25rem;flex:none}
            input[type=email],select{font:inherit;padding:.6rem;width:100%;box-sizing:border-box;border:1px solid #6b6b70;border-radius:.4rem}
            button{font:inherit;padding:.7rem 1.2rem;min-height:2.75rem;border:1px solid #1f4fa3;border-radius:.4rem;background:#1f4fa3;color:#fff;cursor:pointer}
            button.quiet{background:transparent;color:#1f4fa3}
            form+form{margin-top:.75rem}
            a{color:#1f4fa3}
            nav{margin-top:2.5rem;font-size:.9375rem}
            .hint{color:#55555a}
            .trap{position:absolute;left:-9999px}
            @media(prefers-color-scheme:dark){body{color:#f2f2f4;background:#161618}a,button.quiet{color:#9cc0ff}button.quiet{border-color:#9cc0ff}.hint{color:#b6b6bb}
            input[type=email],select{background:#222226;color:#f2f2f4;border-color:#8e8e94}}
            """;

    /** Nothing from elsewhere, no script, no style but this page's own. */
    public static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Texts texts;
    private final String title;
    private final StringBuilder body = new StringBuilder();

    public HtmlPage(Texts texts, String title) {
        this.texts = texts;
        this.title = title;
    }

    private static String hash(String style) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A text as it may stand in a page and in the quoted value of an attribute. */
    public static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
    }

    public HtmlPage paragraph(String text) {
        body.append("<p>").append(escaped(text)).append("</p>\n");
        return this;
    }

    /** A paragraph of less weight. */
    public HtmlPage hint(String text) {
        body.append("<p class=\"hint\">").append(escaped(text)).append("</p>\n");
        return this;
    }

    /** @param address of these pages, or one that was said to be on the web */
    public HtmlPage link(String address, String text) {
        body.append("<p><a href=\"")
                .append(escaped(address))
                .append("\">")
                .append(escaped(text))
                .append("</a></p>\n");
        return this;
    }

    /** A form of one button, which says its name. */
    public HtmlPage button(String name, String text, boolean quiet) {
        return form().submit(name, text, quiet).end();
    }

    /** Begins a form that is sent to the page itself. */
    public HtmlPage form() {
        body.append("<form method=\"post\">\n");
        return this;
    }

    public HtmlPage submit(String name, String text, boolean quiet) {
        body.append("<button name=\"%s\" value=\"1\"%s>%s</button>\n"
                .formatted(escaped(name), quiet ? " class=\"quiet\"" : "", escaped(text)));
        return this;
    }

    public HtmlPage end() {
        body.append("</form>\n");
        return this;
    }

    /** Begins a group of fields under one heading. */
    public HtmlPage group(String legend) {
        body.append("<fieldset><legend>").append(escaped(legend)).append("</legend>\n");
        return this;
    }

    public HtmlPage endGroup() {
        body.append("</fieldset>\n");
        return this;
    }

    /** A box to tick; the form says that it was shown, too. */
    public HtmlPage box(String name, String text, boolean ticked) {
        body.append("""
                <input type="hidden" name="shown" value="%1$s">
                <label><input type="checkbox" name="%1$s" value="1"%2$s> %3$s</label>
                """.formatted(escaped(name), ticked ? " checked" : "", escaped(text)));
        return this;
    }

    public HtmlPage choice(String name, String value, String text, boolean chosen) {
        body.append("""
                <label><input type="radio" name="%s" value="%s"%s> %s</label>
                """.formatted(escaped(name), escaped(value), chosen ? " checked" : "", escaped(text)));
        return this;
    }

    /** A field for an e-mail address, and one that people do not see and programs fill in. */
    public HtmlPage email(String text, String trap) {
        body.append("""
                <p><label for="email">%s</label>
                <input type="email" id="email" name="email" required maxlength="254" autocomplete="email"></p>
                <p class="trap" aria-hidden="true"><label>%s <input name="website" tabindex="-1" autocomplete="off"></label></p>
                """.formatted(escaped(text), escaped(trap)));
        return this;
    }

    public String html() {
        StringBuilder languages = new StringBuilder();
        for (Texts other : Texts.all()) {
            if (!other.equals(texts)) {
                languages.append("<a href=\"?lang=%1$s\" lang=\"%1$s\" hreflang=\"%1$s\">%2$s</a>"
                        .formatted(other.language(), escaped(other.get("language"))));
            }
        }
        return """
                <!doctype html>
                <html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex"><title>%s</title><style>%s</style></head>
                <body><main><h1>%s</h1>
                %s</main><nav aria-label="%s">%s</nav></body></html>
                """.formatted(
                        texts.language(),
                        escaped(title),
                        STYLE,
                        escaped(title),
                        body,
                        escaped(texts.get("languages")),
                        languages);
    }
}
