package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.InboundMessage;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.sms.metrics.SmsMetrics;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;

/**
 * Joins {@code sms.submissions} and {@code sms.provider-receipts}, both keyed by gateway and id, into {@code messages.receipts}. The parts
 * of a long text, which have ids of their own, are joined once more by message. Beside them it joins the parts of people's long replies
 * into {@code messages.inbound}.
 */
final class ReceiptTopology implements KafkaStreamsInfrastructureCustomizer {
    private static final Serde<String> KEYS = Serdes.String();

    private final KafkaSettings kafka;
    private final SenderMetrics metrics;
    private final SmsMetrics smsMetrics;

    ReceiptTopology(KafkaSettings kafka, SenderMetrics metrics, SmsMetrics smsMetrics) {
        this.kafka = kafka;
        this.metrics = metrics;
        this.smsMetrics = smsMetrics;
    }

    /** @throws dev.vestnik.schemas.registry.RegistryUnavailableException when the receipts' schema has no id yet */
    @Override
    public void configureBuilder(StreamsBuilder builder) {
        TopicLayout layout = kafka.layout();
        String submissions = layout.name(Topics.SMS_SUBMISSIONS);
        KStream<String, PartReceipt> partReceipts = builder.stream(
                        List.of(submissions, layout.name(Topics.SMS_PROVIDER_RECEIPTS)),
                        Consumed.with(KEYS, Serdes.ByteArray()).withName("sides"))
                .process(Correlate.supplier(submissions, smsMetrics), Named.as("correlate"));
        KStream<String, PartReceipt> texts = partReceipts
                .filter((_, partReceipt) -> partReceipt.part().parts() > 1, Named.as("long-texts"))
                .repartition(Repartitioned.with(KEYS, CorrelationCodec.partReceipts())
                        .withName("sms-parts")
                        .withNumberOfPartitions(kafka.partitions()))
                .process(CollectParts.supplier(), Named.as("collect-parts"));
        partReceipts
                .filter((_, partReceipt) -> partReceipt.part().parts() == 1, Named.as("short-texts"))
                .merge(texts, Named.as("all-texts"))
                .process(() -> new WriteReceipt(metrics), Named.as("receipts"))
                .to(
                        layout.name(Topics.RECEIPTS),
                        Produced.with(
                                        KEYS,
                                        this.<DeliveryReceipt>avro(Topics.RECEIPTS, DeliveryReceipt.getClassSchema()))
                                .withName("to-receipts"));
        builder.stream(
                        layout.name(Topics.SMS_REPLY_PARTS),
                        Consumed.with(KEYS, Serdes.ByteArray()).withName("reply-parts"))
                .process(JoinReplies.supplier(smsMetrics), Named.as("join-replies"))
                .to(
                        layout.name(Topics.INBOUND),
                        Produced.with(KEYS, this.<InboundMessage>avro(Topics.INBOUND, InboundMessage.getClassSchema()))
                                .withName("to-inbound"));
    }

    /** The handlers that keep garbage in any topic of the correlation from ending its threads. */
    static Map<String, Object> poisonConfig(KafkaSettings kafka, SenderMetrics metrics, InstantSource clock) {
        return Map.of(
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                PoisonReceipts.class,
                StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
                PoisonReceipts.class,
                PoisonReceipts.CONTEXT,
                new PoisonReceipts.PoisonContext(kafka, metrics),
                StreamsConfig.restoreConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
                ChangelogFilter.class.getName(),
                StreamsConfig.restoreConsumerPrefix(ChangelogFilter.CONTEXT),
                new ChangelogFilter.FilterContext(metrics, clock));
    }

    private <T extends IndexedRecord> Serde<T> avro(Topic topic, Schema schema) {
        AvroSerializer<T> serializer = new AvroSerializer<>();
        serializer.configure(kafka.clientConfig(), false);
        serializer.prepare(kafka.layout().name(topic), schema);
        return Serdes.serdeFrom(serializer, new AvroDeserializer<>());
    }
}
