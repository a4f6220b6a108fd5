package dev.vestnik.sms.smpp;

import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.report.InboundReply;
import dev.vestnik.sender.report.Reports;
import dev.vestnik.sms.receipts.ProviderReceipt;
import dev.vestnik.sms.receipts.ProviderReceipts;
import dev.vestnik.sms.receipts.ReplyPart;
import dev.vestnik.sms.smpp.DeliveredMessage.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes receipts and people's replies that a centre delivers to Kafka; what it does not understand is set aside, with the octets. */
public final class DeliverSmReceiver implements InboundSink {
    private static final Logger log = LoggerFactory.getLogger(DeliverSmReceiver.class);
    /** The parameters in which centres that number people's texts write the number. */
    private static final short MESSAGE_ID = 0x001E;

    private static final Duration SAME_REPLY = Duration.ofMinutes(10);

    private final GatewaySettings settings;
    private final ProviderReceipts receipts;
    private final Reports reports;
    private final InstantSource clock;

    public DeliverSmReceiver(
            GatewaySettings settings, ProviderReceipts receipts, Reports reports, InstantSource clock) {
        this.settings = settings;
        this.receipts = receipts;
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> take(byte[] pdu) {
        try {
            DeliveredMessage delivery = DeliveredMessage.of(pdu);
            if (ReceiptFields.isReceipt(delivery)) {
                return receipt(delivery, pdu);
            }
            if (delivery.from().isEmpty()) {
                return setAside(pdu, "no-sender");
            }
            return part(delivery).map(receipts::write).orElseGet(() -> reports.write(reply(delivery)));
        } catch (MalformedException e) {
            return setAside(pdu, "malformed");
        } catch (
                RuntimeException
                        e) { // a fault of ours, which the centre would bring up for ever; Kafka's own come in the
            // future
            log.error("gateway={} delivery=broken", settings.name(), e);
            return setAside(pdu, "broken");
        }
    }

    /** The part that a delivery is of a long text; empty when it is whole, or too large to be put together. */
    private Optional<ReplyPart> part(DeliveredMessage delivery) {
        byte[] octets = DeliveryText.withoutHeader(delivery);
        return PartPosition.of(delivery)
                .filter(place -> place.total() <= ReplyPart.MOST && octets.length <= ReplyPart.LONGEST)
                .map(place -> new ReplyPart(
                        settings.name(),
                        settings.shop(),
                        delivery.from(),
                        delivery.to(),
                        place.reference(),
                        place.total(),
                        place.number(),
                        delivery.dataCoding(),
                        octets));
    }

    private CompletableFuture<Void> receipt(DeliveredMessage delivery, byte[] pdu) {
        Optional<ReceiptFields> fields = ReceiptFields.of(delivery);
        if (fields.isEmpty()) {
            return setAside(pdu, "unreadable");
        }
        ReceiptFields known = fields.get();
        return StateWords.state(known.state())
                .map(state -> receipts.write(new ProviderReceipt(
                        settings.name(), settings.receiptIds().normalised(known.id()), state, known.error())))
                .orElseGet(() -> setAside(pdu, "unknown-state"));
    }

    private CompletableFuture<Void> setAside(byte[] pdu, String reason) {
        log.warn("gateway={} delivery=set-aside reason={}", settings.name(), reason);
        return receipts.setAside(settings.name(), pdu, reason);
    }

    /**
     * Gives the same words from the same person within ten minutes the same id: a centre that missed our acknowledgement delivers again.
     */
    private InboundReply reply(DeliveredMessage delivery) {
        Instant now = clock.instant();
        String from = delivery.from();
        String to = delivery.to();
        String text = DeliveryText.of(delivery);
        String same = String.join(
                "\0", settings.name(), from, to, text, String.valueOf(now.getEpochSecond() / SAME_REPLY.toSeconds()));
        return new InboundReply(
                UUID.nameUUIDFromBytes(same.getBytes(StandardCharsets.UTF_8)).toString(),
                settings.shop(),
                ChannelName.SMS,
                from,
                to,
                InboundKind.TEXT,
                text,
                delivery.text(MESSAGE_ID),
                null,
                now,
                settings.name());
    }
}
