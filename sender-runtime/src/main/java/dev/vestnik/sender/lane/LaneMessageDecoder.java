package dev.vestnik.sender.lane;

import dev.vestnik.schemas.CampaignRun;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.EmailContent;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.message.PushContent;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.schemas.message.PushTarget;
import dev.vestnik.schemas.message.SmsContent;
import dev.vestnik.schemas.registry.RegistryUnavailableException;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Attempt;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Lane;
import dev.vestnik.sender.Origin;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.util.UUID;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Decodes the lane's Avro messages into our own records. */
final class LaneMessageDecoder implements AutoCloseable {
    private final Lane lane;
    private final Cleaning cleaning;
    private final AvroDeserializer<IndexedRecord> deserializer = new AvroDeserializer<>();

    LaneMessageDecoder(Lane lane, KafkaSettings kafka, SenderMetrics metrics) {
        this.lane = lane;
        this.cleaning = new Cleaning(lane, metrics);
        deserializer.configure(kafka.clientConfig(), false);
    }

    /** @throws RegistryUnavailableException when the record can only be decoded later */
    LaneMessage decode(ConsumerRecord<byte[], byte[]> record) throws PoisonException {
        try {
            if (deserializer.deserialize(record.topic(), record.value()) instanceof OutboundMessage message) {
                return decoded(message);
            }
            throw new PoisonException("no-message", "the value is no OutboundMessage");
        } catch (RegistryUnavailableException e) {
            throw e;
        } catch (SerializationException e) {
            throw new PoisonException("unreadable", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new PoisonException("invalid", String.valueOf(e.getMessage()));
        }
    }

    private LaneMessage decoded(OutboundMessage message) throws PoisonException {
        Content content = content(message.getPayload());
        if (!channel(content).equals(lane.channel())) {
            throw new PoisonException("wrong-channel", "its content is not for the channel " + lane.channel());
        }
        return new LaneMessage(
                new Dispatch(
                        attempt(message),
                        new CustomerKey(
                                message.getHeader().getShop(),
                                message.getHeader().getCustomerId()),
                        lane.messageClass(),
                        cleaning.of(new Origin(
                                message.getJourney(), message.getStep(), message.getTemplate(), message.getLocale())),
                        cleaning.of(content),
                        message.getDeliverBefore(),
                        false),
                message.getCausedAt(),
                run(message),
                message.getTracked());
    }

    private static @Nullable UUID run(OutboundMessage message) {
        return CampaignRun.isOf(message.getJourney())
                ? CampaignRun.id(message.getJourney(), message.getJourneyVersion())
                : null;
    }

    /** Refuses every other spelling of the id: the engine knows a message by one spelling only. */
    private static Attempt attempt(OutboundMessage message) {
        UUID id = UUID.fromString(message.getMessageId());
        if (!id.toString().equals(message.getMessageId())) {
            throw new IllegalArgumentException("a message id that is spelled in another way");
        }
        if (message.getAttempt() < 0) {
            throw new IllegalArgumentException("attempt is " + message.getAttempt());
        }
        return new Attempt(id, message.getAttempt());
    }

    private static ChannelName channel(Content content) {
        return switch (content) {
            case Content.Sms _ -> ChannelName.SMS;
            case Content.Email _ -> ChannelName.EMAIL;
            case Content.Push _ -> ChannelName.PUSH;
        };
    }

    private static Content content(Object payload) throws PoisonException {
        return switch (payload) {
            case SmsContent sms -> new Content.Sms(sms.getTo(), sms.getFrom(), sms.getText());
            case EmailContent email -> email(email);
            case PushContent push ->
                new Content.Push(
                        push.getTargets().stream()
                                .map(LaneMessageDecoder::target)
                                .toList(),
                        push.getTitle(),
                        push.getBody(),
                        push.getUrl(),
                        push.getImageUrl());
            default -> throw new PoisonException("unknown-content", "this version does not know its kind of content");
        };
    }

    private static Content email(EmailContent email) {
        return new Content.Email(
                new Content.Mailbox(email.getTo(), email.getToName()),
                from(email),
                email.getSubject(),
                new Content.Body(email.getHtml(), email.getText()),
                email.getUnsubscribeUrl());
    }

    private static Content.@Nullable Mailbox from(EmailContent email) {
        boolean none = email.getFrom() == null && email.getFromName() == null;
        String address = email.getFrom() == null ? "" : email.getFrom();
        return none ? null : new Content.Mailbox(address, email.getFromName());
    }

    private static Content.Target target(PushTarget target) {
        return target.getPlatform() == PushPlatform.web
                ? new Content.Browser(
                        required(target.getEndpoint(), "endpoint"),
                        required(target.getP256dh(), "p256dh"),
                        required(target.getAuth(), "auth"))
                : new Content.Device(target.getPlatform(), required(target.getToken(), "token"));
    }

    private static String required(@Nullable String value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("a push target without " + name);
        }
        return value;
    }

    @Override
    public void close() {
        deserializer.close();
    }
}
