package dev.vestnik.engine.support;

import dev.vestnik.rules.channel.Channel;
import org.springframework.web.util.HtmlUtils;

/** The page behind an unsubscribe link. It does nothing until its button is pressed: mail scanners open every link. */
final class UnsubscribePage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="robots" content="noindex"><title>%1$s</title>
            <style>body{font:1.1em/1.5 system-ui,sans-serif;max-width:30em;margin:4em auto;padding:0 1em}
            button{font:inherit;padding:.6em 1.4em}</style></head>
            <body><h1>%1$s</h1>%2$s</body></html>
            """;

    private UnsubscribePage() {}

    static String question(OptOut optOut) {
        return PAGE.formatted("Unsubscribe", """
                <p>You will get no more %s.</p>
                <form method="post"><button>Unsubscribe</button></form>""".formatted(kind(optOut)));
    }

    static String done(OptOut optOut) {
        return PAGE.formatted("Unsubscribed", "<p>Done: you will get no more %s.</p>".formatted(kind(optOut)));
    }

    static String unknown() {
        return PAGE.formatted(
                "Unknown link", "<p>This link is not complete. Please open it again from the message.</p>");
    }

    private static String kind(OptOut optOut) {
        String messages = channel(optOut.channel());
        return optOut.topic() == null
                ? messages
                : messages + " about “" + HtmlUtils.htmlEscape(optOut.topic().replace('-', ' ')) + "”";
    }

    private static String channel(Channel channel) {
        return switch (channel) {
            case SMS -> "text messages";
            case EMAIL -> "e-mails";
            case PUSH -> "push messages";
        };
    }
}
