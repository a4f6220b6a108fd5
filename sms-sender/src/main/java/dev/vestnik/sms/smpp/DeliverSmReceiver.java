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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes receipts and people's replies that a centre delivers. Acknowledges them once Kafka has them; until then the centre keeps them. */
public final class DeliverSmReceiver implements MessageReceiverListener {
    private static final Logger log = LoggerFactory.getLogger(DeliverSmReceiver.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);
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
    public void onAcceptDeliverSm(DeliverSm delivered) throws ProcessRequestException {
        CompletableFuture<Void> written;
        if (delivered.isSmscDeliveryReceipt() || delivered.isIntermediateDeliveryNotification()) {
            written = receipts.write(receipt(delivered));
        } else {
            written = reports.write(reply(delivered));
        }
        await(written);
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

    private static void await(CompletableFuture<Void> written) throws ProcessRequestException {
        try {
            written.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ProcessRequestException("not stored, deliver it again", SMPPConstant.STAT_ESME_RX_T_APPN, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessRequestException("stopping, deliver it again", SMPPConstant.STAT_ESME_RX_T_APPN, e);
        }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {
        // a phone is back: the centre tries again by itself
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("data_sm is not taken", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
