package dev.vestnik.email;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Messages and settings that tests start from. */
final class Mails {
    static final UUID ID = UUID.fromString("6d2f1d3e-1111-8222-8333-444455556666");
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private Mails() {}

    static Content.Email mail() {
        return new Content.Email(
                new Content.Mailbox("anna@example.com", "Anna"),
                null,
                "On its way",
                new Content.Body("<p>Order <b>1</b></p>", "Order 1"),
                null);
    }

    static Content.Email to(String address) {
        return new Content.Email(
                new Content.Mailbox(address, null), null, "s", new Content.Body("<p>h</p>", "t"), null);
    }

    static Dispatch service(Content content) {
        return dispatch(content, MessageClass.service, 1);
    }

    static Dispatch marketing(Content content) {
        return dispatch(content, MessageClass.marketing, 1);
    }

    static Dispatch dispatch(Content content, MessageClass messageClass, int attempt) {
        return new Dispatch(
                new Attempt(ID, attempt),
                new CustomerKey("main", "c-1"),
                messageClass,
                new Origin("abandoned-cart", "remind", "cart-reminder", "en"),
                content,
                NOW.plusSeconds(3600),
                false);
    }

    static SmtpGatewaySettings server(int port) {
        return server(port, Duration.ofSeconds(30));
    }

    static SmtpGatewaySettings server(int port, Duration timeout) {
        return server(port, SmtpGatewaySettings.Tls.none, null, null, timeout, Duration.ofMinutes(1));
    }

    /** @param accepting the patience for the answer to the final dot */
    static SmtpGatewaySettings server(int port, Duration timeout, Duration accepting) {
        return server(port, SmtpGatewaySettings.Tls.none, null, null, timeout, accepting);
    }

    static SmtpGatewaySettings server(int port, SmtpGatewaySettings.Tls tls, String username, String password) {
        return server(port, tls, username, password, Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    private static SmtpGatewaySettings server(
            int port,
            SmtpGatewaySettings.Tls tls,
            String username,
            String password,
            Duration timeout,
            Duration accepting) {
        return new SmtpGatewaySettings(
                "relay",
                "localhost",
                port,
                username,
                password,
                tls,
                null,
                "shop@example.org",
                "Магазин",
                null,
                Set.of(MessageClass.values()),
                2,
                0,
                Duration.ofSeconds(10),
                null,
                timeout,
                accepting,
                100,
                Duration.ofMinutes(5),
                List.of(),
                List.of());
    }

    /** @param dkimKeys keys of example.org, with selectors k0, k1, ... */
    static MailWriter writer(Path... dkimKeys) {
        EmailAddress sender = EmailAddress.parse("shop@example.org").orElseThrow();
        List<DkimKey> keys = IntStream.range(0, dkimKeys.length)
                .mapToObj(i -> DkimKey.read(new DkimSettings("example.org", "k" + i, dkimKeys[i])))
                .toList();
        return new MailWriter(sender, "Магазин", new DkimKeys(sender, keys), null);
    }
}
