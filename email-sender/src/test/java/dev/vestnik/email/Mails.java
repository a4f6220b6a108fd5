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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

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
        return server(Map.of("port", port));
    }

    /** @param accepting the patience for the answer to the final dot */
    static SmtpGatewaySettings server(int port, Duration timeout, Duration accepting) {
        return server(Map.of("port", port, "timeout", timeout, "accept-timeout", accepting));
    }

    static SmtpGatewaySettings server(int port, SmtpGatewaySettings.Tls tls, String username, String password) {
        return username == null
                ? server(Map.of("port", port, "tls", tls))
                : server(Map.of("port", port, "tls", tls, "username", username, "password", password));
    }

    /** A server that gets so many e-mails a second to that domain. */
    static SmtpGatewaySettings server(int port, String domain, int rate) {
        return server(Map.of("port", port, "domains[0].name", domain, "domains[0].rate", rate));
    }

    static SmtpGatewaySettings signing(int port, List<DkimSettings> keys) {
        Map<String, Object> settings = new HashMap<>(Map.of("port", port));
        for (int i = 0; i < keys.size(); i++) {
            String key = "dkim[" + i + "].";
            settings.put(key + "domain", keys.get(i).domain());
            settings.put(key + "selector", keys.get(i).selector());
            settings.put(key + "key", keys.get(i).key());
        }
        return server(settings);
    }

    /** Settings as a configuration file would give them. */
    private static SmtpGatewaySettings server(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "name", "relay",
                "host", "localhost",
                "from", "shop@example.org",
                "from-name", "Магазин",
                "connections", 2,
                "connect-timeout", "10s",
                "timeout", "30s",
                "accept-timeout", "1m",
                "max-letters", 100));
        settings.putAll(more);
        Map<String, String> properties = new HashMap<>();
        settings.forEach((name, value) -> properties.put("g." + name, value.toString()));
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("g", SmtpGatewaySettings.class)
                .get();
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
