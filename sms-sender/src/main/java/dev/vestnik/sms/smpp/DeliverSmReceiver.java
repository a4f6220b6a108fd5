package dev.vestnik.sms.smpp;

import dev.vestnik.schemas.topic.Channel;
import dev.vestnik.sender.report.InboundReply;
import dev.vestnik.sender.report.Reports;
import dev.vestnik.sms.receipts.ProviderReceipt;
import dev.vestnik.sms.receipts.ProviderReceipts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jsmpp.bean.DeliverSm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes receipts and people's replies that a centre delivers to Kafka. */
public final class DeliverSmReceiver implements Incoming {
    private static final Logger log = LoggerFactory.getLogger(DeliverSmReceiver.class);
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
    public CompletableFuture<Void> take(Delivery delivery) {
        DeliverSm delivered = delivery.message();
        return delivered.isSmscDeliveryReceipt() || delivered.isIntermediateDeliveryNotification()
                ? receipts.write(receipt(delivered))
                : reports.write(reply(delivered));
    }

    private ProviderReceipt receipt(DeliverSm delivered) {
        Optional<ReceiptFields> fields = ReceiptFields.of(delivered);
        if (fields.isEmpty()) {
            log.warn("gateway={} receipt=unreadable", settings.name());
        }
        return new ProviderReceipt(
                settings.name(),
                fields.map(ReceiptFields::id)
                        .map(settings.receiptIds()::normalised)
                        .orElse(""),
                fields.map(ReceiptFields::state).orElse("UNKNOWN"),
                fields.map(ReceiptFields::error).orElse(""));
    }

    /**
     * Gives the same words from the same person within ten minutes the same id: a centre that missed our acknowledgement delivers again.
     */
    private InboundReply reply(DeliverSm delivered) {
        Instant now = clock.instant();
        String from = Address.shown(delivered.getSourceAddrTon(), delivered.getSourceAddr());
        String to = Address.shown(delivered.getDestAddrTon(), delivered.getDestAddress());
        String text = DeliverSmText.of(delivered);
        String same = String.join(
                "\0", settings.name(), from, to, text, String.valueOf(now.getEpochSecond() / SAME_REPLY.toSeconds()));
        return InboundReply.words(
                UUID.nameUUIDFromBytes(same.getBytes(StandardCharsets.UTF_8)).toString(),
                new InboundReply.Conversation(settings.shop(), Channel.SMS, from, to),
                text,
                now,
                settings.name());
    }
}
