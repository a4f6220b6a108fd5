package dev.vestnik.sandbox.outbox;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;

/** Writes a page of the outbox for people. Escapes every text of a message, and shows its HTML only inside a sandboxed frame. */
final class OutboxHtml {
    private static final String HEAD = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Vestnik sandbox: outbox</title><style>
            body{font:15px/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
            article{border:1px solid #ddd;border-radius:8px;padding:.7rem 1rem;margin:.7rem 0}
            .meta{color:#666;font-size:13px} .text{white-space:pre-wrap;overflow-wrap:anywhere}
            iframe{width:100%;height:28rem;border:1px solid #ddd} h2{font-size:16px;margin:.3rem 0}
            </style></head><body><h1>Outbox</h1>
            """;

    private OutboxHtml() {}

    static String page(OutboxPage page, OutboxQuery query, @Nullable String channel) {
        String items = page.items().isEmpty()
                ? "<p>Nothing here.</p>"
                : page.items().stream().map(OutboxHtml::article).collect(Collectors.joining("\n"));
        return HEAD + items + next(page, query, channel) + "</body></html>";
    }

    private static String next(OutboxPage page, OutboxQuery query, @Nullable String channel) {
        if (page.next() == null) {
            return "";
        }
        String link = UriComponentsBuilder.fromPath("/outbox")
                .queryParam("channel", channel == null ? "" : channel)
                .queryParam(
                        "to", query.filter().to() == null ? "" : query.filter().to())
                .queryParam("limit", query.limit())
                .queryParam("since", page.next())
                .encode()
                .toUriString();
        return "<p><a href=\"" + HtmlUtils.htmlEscape(link) + "\">later messages</a></p>";
    }

    private static String article(OutboxItem item) {
        return "<article><div class=\"meta\">" + meta(item) + "</div>"
                + heading(item.subject()) + heading(item.title())
                + "<div class=\"text\">" + text(item.text()) + "</div>"
                + line(item.url()) + frame(item) + "</article>";
    }

    private static String meta(OutboxItem item) {
        return "#" + item.seq() + " " + item.provider().id() + " " + item.receivedAt() + " to <b>" + text(item.to())
                + "</b> from " + text(item.from()) + " " + text(item.tag().template()) + " "
                + text(item.tag().messageId()) + " " + text(item.status());
    }

    private static String heading(@Nullable String text) {
        return text == null ? "" : "<h2>" + text(text) + "</h2>";
    }

    private static String line(@Nullable String text) {
        return text == null ? "" : "<div class=\"meta\">" + text(text) + "</div>";
    }

    private static String frame(OutboxItem item) {
        if (item.html() == null) {
            return "";
        }
        String source = "/outbox/" + item.seq() + "/html";
        return "<details><summary>as HTML (<a href=\"" + source
                + "\">alone</a>)</summary><iframe sandbox loading=\"lazy\" src=\"" + source + "\"></iframe></details>";
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : HtmlUtils.htmlEscape(text);
    }
}
