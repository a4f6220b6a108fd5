package dev.vestnik.engine.streams.edge;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Device;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Effect.Content;
import dev.vestnik.schemas.CampaignRun;
import dev.vestnik.schemas.message.EmailContent;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.PushContent;
import dev.vestnik.schemas.message.PushTarget;
import dev.vestnik.schemas.message.Revocation;
import dev.vestnik.schemas.message.SmsContent;
import java.time.Instant;

/** Writes what goes to the senders. */
public final class OutgoingMessages {
    /** Stands for the shop in a notice that concerns all customers. */
    private static final String NO_SHOP = "all";

    private static final String CANCELLED = "campaign-cancelled";

    static final String SOURCE = "journey-engine";

    private OutgoingMessages() {}

    public static OutboundMessage message(CustomerKey customer, Effect.Send send, Instant now) {
        return new OutboundMessage(
                header(customer, send.message() + "/" + send.attempt(), now),
                send.message().toString(),
                send.attempt(),
                Channels.of(send.messageClass()),
                send.journey(),
                send.version(),
                send.step(),
                send.template(),
                send.locale(),
                send.deliverBefore(),
                send.causedAt(),
                send.tracked(),
                content(send.content()));
    }

    public static Revocation revocation(CustomerKey customer, Effect.Revoke revoke, Instant now) {
        String id = revoke.message().toString();
        return new Revocation(
                header(customer, "revoke/" + id, now),
                id,
                revoke.reason().label(),
                revoke.channel().label());
    }

    /** Takes back all messages of a launch that no gateway has. */
    public static Revocation cancelled(String journey, int run, Instant now) {
        String id = CampaignRun.id(journey, run).toString();
        MessageHeader header = new MessageHeader("revoke/" + id, NO_SHOP, journey, now, SOURCE);
        return new Revocation(header, id, CANCELLED, null);
    }

    static MessageHeader header(CustomerKey customer, String eventId, Instant now) {
        return new MessageHeader(eventId, customer.shop(), customer.customerId(), now, SOURCE);
    }

    static Object content(Content content) {
        return switch (content) {
            case Content.Sms(var to, var from, var text) -> new SmsContent(to, from, text);
            case Content.Email(var to, var toName, var fromName, var subject, var html, var text, var unsubscribeUrl) ->
                new EmailContent(to, toName, null, fromName, subject, html, text, unsubscribeUrl);
            case Content.Push(var devices, var title, var body, var url, var imageUrl) ->
                new PushContent(devices.stream().map(OutgoingMessages::target).toList(), title, body, url, imageUrl);
        };
    }

    private static PushTarget target(Device device) {
        boolean web = device.platform() == Device.Platform.WEB;
        return new PushTarget(
                Channels.of(device.platform()),
                web ? null : device.address(),
                web ? device.address() : null,
                device.p256dh(),
                device.auth());
    }
}
