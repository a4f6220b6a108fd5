package dev.vestnik.sender.lane;

import dev.vestnik.sender.Content;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Origin;
import dev.vestnik.sender.SenderMetrics;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes every field of a message fit for the header, payload or protocol field that it goes into, in one place for all channels: no
 * customer's name and no template may cost a message. Each change is counted. Addresses of people stay as they are: a gateway refuses one
 * that it cannot use.
 */
final class Cleaning {
    /** Mail programs and phones show no more of a name, a subject or a notification than these bounds. */
    private static final int LONGEST_NAME = 100;

    private static final int LONGEST_SUBJECT = 250;
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_NOTICE = 1_000;
    private static final int LONGEST_ORIGIN = 200;
    private static final int LONGEST_TEXT = Integer.MAX_VALUE / 4;
    private static final int MOST_TARGETS = 100;
    private static final int LONGEST_TOKEN = 4_096;

    private final Lane lane;
    private final SenderMetrics metrics;

    Cleaning(Lane lane, SenderMetrics metrics) {
        this.lane = lane;
        this.metrics = metrics;
    }

    Origin of(Origin origin) {
        return new Origin(
                line("journey", origin.journey(), LONGEST_ORIGIN),
                line("step", origin.step(), LONGEST_ORIGIN),
                line("template", origin.template(), LONGEST_ORIGIN),
                line("locale", origin.locale(), LONGEST_ORIGIN));
    }

    Content of(Content content) {
        return switch (content) {
            case Content.Sms(String to, var from, String text) -> new Content.Sms(to, sender(from), text("text", text));
            case Content.Email mail -> mail(mail);
            case Content.Push push ->
                new Content.Push(
                        targets(push.targets()),
                        line("title", push.title(), LONGEST_TITLE),
                        changed("body", unixLines(push.body()), body -> TextCleaning.lines(body, LONGEST_NOTICE)),
                        opened("url", push.url()),
                        opened("imageUrl", push.imageUrl()));
        };
    }

    private Content.Email mail(Content.Email mail) {
        Content.Mailbox from = mail.from();
        return new Content.Email(
                new Content.Mailbox(
                        mail.to().address(), optional("toName", mail.to().name())),
                from == null ? null : new Content.Mailbox(from.address(), optional("fromName", from.name())),
                line("subject", mail.subject(), LONGEST_SUBJECT),
                new Content.Body(
                        html(mail.body().html()), text("text", mail.body().text())),
                mail.unsubscribeUrl() == null ? null : changed("unsubscribeUrl", mail.unsubscribeUrl(), Link::clean));
    }

    /** Keeps so few and so short targets that a receipt which lists them all as dead fits into a record. */
    private List<Content.Target> targets(List<Content.Target> targets) {
        List<Content.Target> kept = targets.stream()
                .filter(target -> token(target).length() <= LONGEST_TOKEN)
                .limit(MOST_TARGETS)
                .toList();
        if (kept.size() < targets.size()) {
            metrics.cleaned(lane.channel(), "targets");
        }
        return kept;
    }

    private static String token(Content.Target target) {
        return switch (target) {
            case Content.Device device -> device.token();
            case Content.Browser browser -> browser.endpoint();
        };
    }

    /** Leaves a link out that no device may open: the notification is worth more than its link. */
    private @Nullable String opened(String field, @Nullable String address) {
        if (address == null) {
            return null;
        }
        String clean = changed(field, address, Link::clean);
        if (Link.mayBeOpened(clean)) {
            return clean;
        }
        metrics.cleaned(lane.channel(), field);
        return null;
    }

    /** Keeps the markup as it is; removes only characters that no mail may contain. */
    private String html(String html) {
        boolean isClean = html.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
        return isClean
                ? html
                : changed("html", html, text -> {
                    StringBuilder kept = new StringBuilder(text.length());
                    text.chars()
                            .filter(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t')
                            .forEach(c -> kept.append((char) c));
                    return kept.toString();
                });
    }

    private String text(String field, String text) {
        return changed(field, unixLines(text), all -> TextCleaning.lines(all, LONGEST_TEXT));
    }

    /** Unifies the ends of lines, which is no change worth counting. */
    private static String unixLines(String text) {
        return text.replace("\r\n", "\n");
    }

    /** Counts a sender's name outside ASCII: the gateway carries a part of it, or its own name instead. */
    private @Nullable String sender(@Nullable String from) {
        String clean = optional("from", from);
        if (clean != null && clean.chars().anyMatch(c -> c > 0x7E)) {
            metrics.cleaned(lane.channel(), "from");
        }
        return clean;
    }

    private @Nullable String optional(String field, @Nullable String name) {
        return name == null ? null : line(field, name, LONGEST_NAME);
    }

    private String line(String field, String text, int most) {
        return changed(field, text, all -> TextCleaning.line(all, most));
    }

    private String changed(String field, String text, UnaryOperator<String> cleaning) {
        String clean = cleaning.apply(text);
        if (!clean.equals(text)) {
            metrics.cleaned(lane.channel(), field);
        }
        return clean;
    }
}
