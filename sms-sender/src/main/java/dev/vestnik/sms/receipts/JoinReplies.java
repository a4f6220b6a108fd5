package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.message.InboundKind;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.report.InboundKey;
import dev.vestnik.sms.metrics.SmsMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts people's long texts together. A text whose parts have not all come within an hour goes on with what there is. The store holds the
 * texts of the last hour only.
 */
final class JoinReplies implements Processor<String, byte[], String, InboundMessage> {
    private static final Logger log = LoggerFactory.getLogger(JoinReplies.class);
    /** Long enough for parts that a centre kept while no sender was there. */
    static final Duration PATIENCE = Duration.ofHours(1);

    static final String STORE = "sms-replies";
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(8);

    private final SmsMetrics metrics;
    private @Nullable ProcessorContext<String, InboundMessage> context;
    private @Nullable WindowStore<String, ReplyParts> texts;

    private JoinReplies(SmsMetrics metrics) {
        this.metrics = metrics;
    }

    static ProcessorSupplier<String, byte[], String, InboundMessage> supplier(SmsMetrics metrics) {
        StoreBuilder<WindowStore<String, ReplyParts>> store = Stores7Days.of(STORE, Json.serde(ReplyParts.class));
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, byte[], String, InboundMessage> get() {
                return new JoinReplies(metrics);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(store);
            }
        };
    }

    @Override
    public void init(ProcessorContext<String, InboundMessage> processorContext) {
        context = processorContext;
        texts = processorContext.getStateStore(STORE);
        processorContext.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, this::giveUp);
    }

    /** @throws PoisonReceiptException for a record that {@link PoisonReceipts} shall set aside */
    @Override
    public void process(Record<String, byte[]> given) {
        Record<String, byte[]> record = RecordBounds.checked(given, Objects.requireNonNull(context));
        Known known = known(record);
        ReplyParts next = known.parts().with(Json.read(record.value(), ReplyPart.class));
        if (next == known.parts()) {
            return;
        }
        if (next.parts().size() == 1 && !known.parts().given() && known.since() > 0) {
            give(record.key(), known.since(), known.parts(), "incomplete");
        }
        long since = next.parts().size() == 1 ? record.timestamp() : known.since();
        if (next.isComplete()) {
            give(record.key(), since, next, "joined");
            next = next.asGiven();
        }
        if (since != known.since() && known.since() > 0) {
            Objects.requireNonNull(texts).put(record.key(), null, known.since());
        }
        Objects.requireNonNull(texts).put(record.key(), next, since);
    }

    private record Known(ReplyParts parts, long since) {}

    private Known known(Record<String, byte[]> record) {
        try (WindowStoreIterator<ReplyParts> newest = Objects.requireNonNull(texts)
                .backwardFetch(
                        record.key(),
                        record.timestamp() - PATIENCE.toMillis(),
                        record.timestamp() + Stores7Days.AHEAD_MS)) {
            if (newest.hasNext()) {
                KeyValue<Long, ReplyParts> found = newest.next();
                return new Known(found.value, found.key);
            }
        } catch (SerializationException e) {
            // another program wrote into the store's changelog; the next state replaces its record
            log.warn("replies=state-unreadable cause=\"{}\"", e.getMessage());
        }
        return new Known(ReplyParts.NONE, 0);
    }

    /** Gives incomplete texts of more than an hour ago, and forgets all of that time. */
    private void giveUp(long now) {
        List<KeyValue<Windowed<String>, ReplyParts>> old = new ArrayList<>();
        try (KeyValueIterator<Windowed<String>, ReplyParts> all = Objects.requireNonNull(texts)
                .fetchAll(
                        Instant.ofEpochMilli(now).minus(KEPT),
                        Instant.ofEpochMilli(now).minus(PATIENCE))) {
            all.forEachRemaining(old::add);
        } catch (SerializationException e) {
            log.warn("replies=state-unreadable cause=\"{}\"", e.getMessage());
        }
        for (KeyValue<Windowed<String>, ReplyParts> text : old) {
            long since = text.key.window().start();
            if (!text.value.given()) {
                give(text.key.key(), since, text.value, "incomplete");
            }
            Objects.requireNonNull(texts).put(text.key.key(), null, since);
        }
    }

    private void give(String key, long since, ReplyParts parts, String outcome) {
        ReplyPart part = parts.parts().getFirst();
        InboundMessage message = InboundMessage.newBuilder()
                .setEventId(UUID.nameUUIDFromBytes((key + "/" + since).getBytes(StandardCharsets.UTF_8))
                        .toString())
                .setShop(part.shop())
                .setChannel(ChannelName.SMS.name())
                .setAddress(part.from())
                .setRecipient(part.to())
                .setKind(InboundKind.TEXT)
                .setText(parts.text())
                .setAttachments(List.of())
                .setOccurredAt(Instant.ofEpochMilli(since))
                .setGateway(part.gateway())
                .build();
        String address = InboundKey.of(part.shop(), ChannelName.SMS, part.from());
        Objects.requireNonNull(context).forward(new Record<>(address, message, since));
        metrics.reply(part.gateway(), outcome);
    }
}
