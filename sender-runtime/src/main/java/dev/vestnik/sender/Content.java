package dev.vestnik.sender;

import dev.vestnik.schemas.message.PushPlatform;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of a message. A lane carries the content of its channel only; anything else is a dead letter. */
public sealed interface Content {

    /**
     * @param to E.164, with plus
     * @param from the shop's name as sender, where the gateway has none of its own; null for the gateway's default
     */
    record Sms(String to, @Nullable String from, String text) implements Content {}

    /**
     * @param from null for the gateway's default; without an address it is the shop's name for a gateway that has none of its own
     * @param unsubscribeUrl for List-Unsubscribe (RFC 2369, RFC 8058); null for service messages
     */
    record Email(
            Mailbox to,
            @Nullable Mailbox from,
            String subject,
            Body body,
            @Nullable String unsubscribeUrl) implements Content {}

    /** An address with an optional display name. */
    record Mailbox(String address, @Nullable String name) {}

    /** Both alternatives of an e-mail. */
    record Body(String html, String text) {}

    /** One notification for all devices of a customer. */
    record Push(
            List<Target> targets,
            String title,
            String body,
            @Nullable String url,
            @Nullable String imageUrl) implements Content {
        public Push {
            targets = List.copyOf(targets);
        }
    }

    /** One device. */
    sealed interface Target {}

    /** An app on a phone: an APNs or FCM registration. */
    record Device(PushPlatform platform, String token) implements Target {}

    /** A browser's Web Push subscription (RFC 8030, RFC 8291). */
    record Browser(String endpoint, String p256dh, String auth) implements Target {}
}
