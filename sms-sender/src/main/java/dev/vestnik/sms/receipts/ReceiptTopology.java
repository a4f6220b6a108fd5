package dev.vestnik.sms.receipts;

import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.topic.TopicLayout;
import dev.vestnik.schemas.topic.Topics;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
 * of a long text, which have ids of their own, are joined once more by message.
 */
final class ReceiptTopology implements KafkaStreamsInfrastructureCustomizer {
    private static final Serde<String> KEYS = Serdes.String();

    private final KafkaSettings kafka;
    private final SenderMetrics metrics;

    ReceiptTopology(KafkaSettings kafka, SenderMetrics metrics) {
        this.kafka = kafka;
        this.metrics = metrics;
    }

    /** @throws dev.vestnik.schemas.registry.RegistryUnavailableException when the receipts' schema has no id yet */
    @Override
    public void configureBuilder(StreamsBuilder builder) {
        TopicLayout layout = kafka.layout();
        String submissions = layout.name(Topics.SMS_SUBMISSIONS);
        KStream<String, PartReceipt> partReceipts = builder.stream(
                        List.of(submissions, layout.name(Topics.SMS_PROVIDER_RECEIPTS)),
                        Consumed.with(KEYS, Serdes.ByteArray()).withName("sides"))
                .process(Correlate.supplier(submissions), Named.as("correlate"));
        KStream<String, PartReceipt> texts = partReceipts
                .filter((_, partReceipt) -> partReceipt.part().parts() > 1, Named.as("long-texts"))
                .repartition(Repartitioned.with(KEYS, Json.serde(PartReceipt.class))
                        .withName("sms-parts")
                        .withNumberOfPartitions(kafka.partitions()))
                .process(CollectParts.supplier(), Named.as("collect-parts"));
        partReceipts
                .filter((_, partReceipt) -> partReceipt.part().parts() == 1, Named.as("short-texts"))
                .merge(texts, Named.as("all-texts"))
                .process(() -> new WriteReceipt(metrics), Named.as("receipts"))
                .to(
                        layout.name(Topics.RECEIPTS),
                        Produced.with(KEYS, receipts(kafka)).withName("to-receipts"));
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

    private static Serde<DeliveryReceipt> receipts(KafkaSettings kafka) {
        AvroSerializer<DeliveryReceipt> serializer = new AvroSerializer<>();
        serializer.configure(kafka.clientConfig(), false);
        serializer.prepare(kafka.layout().name(Topics.RECEIPTS), DeliveryReceipt.getClassSchema());
        return Serdes.serdeFrom(serializer, new AvroDeserializer<>());
    }
}
