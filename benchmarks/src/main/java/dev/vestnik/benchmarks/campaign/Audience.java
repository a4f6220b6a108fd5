package dev.vestnik.benchmarks.campaign;

import dev.vestnik.benchmarks.harness.Cluster;
import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.LoadProducer.Input;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.schemas.message.OutboundMessage;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.OrderShipped;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Customers every second of whom is in the segment of two campaigns, and a message that all must hear of at once. For one thread. */
final class Audience {
    static final String CAMPAIGN = "sale";
    static final String AGAIN = "again";

    private static final String SHIPPED = "told-at-once";
    private static final String SOURCE = "/shops/main";
    private static final Duration POLL = Duration.ofMillis(100);
    private long serial;

    static void publish(EngineProcess engine) {
        engine.publish(
                "id: news\ndefaultLocale: en\nlocales: {en: {sms: {text: \"News for {{ customer.firstName }}\"}}}\n",
                "news",
                """
                id: told-at-once
                class: service
                entry: {on: order.shipped, key: event.orderId}
                start: tell
                steps:
                  tell: {type: message, template: news, channels: [{via: sms}]}
                """,
                SHIPPED);
        engine.segment("even", "id: even\nif: 'has(customer.gender) && customer.gender == \"female\"'\n");
        for (String id : List.of(CAMPAIGN, AGAIN)) {
            engine.campaign(id, "id: " + id + "\nsegment: even\ntopic: news\ntemplate: news\nchannels: [{via: sms}]\n");
        }
    }

    Input introduction(CustomerKey customer) {
        boolean even = (customer.customerId().charAt(customer.customerId().length() - 1) & 1) == 0;
        return event(
                customer,
                CustomerUpdated.newBuilder()
                        .setFirstName("Anna")
                        .setPhone("+74956460054")
                        .setGender(even ? "female" : "male")
                        .setTimezone("UTC")
                        .build());
    }

    Input consent(CustomerKey customer) {
        return event(customer, new ConsentChanged(ConsentChannel.any, null, true, "checkout", null, null));
    }

    Input shipped(CustomerKey customer) {
        String order = "o-" + serial;
        return event(customer, new OrderShipped(order, order, "DHL", null, null, null, null));
    }

    private Input event(CustomerKey key, SpecificRecord payload) {
        EventHeader header = new EventHeader("e" + serial++, key.shop(), key.customerId(), Instant.now(), SOURCE);
        return new Input(key, new ShopEvent(header, payload));
    }

    static CustomerKey customer(int number) {
        return new CustomerKey("main", "c" + number);
    }

    static int members(int customers) {
        return (customers + 1) / 2;
    }

    /** @throws IllegalStateException where the lane does not have one message of this campaign for each member */
    static void requireOneEach(Cluster cluster, String campaign, int members) {
        String topic = cluster.name(Topics.lane(ChannelName.SMS, MessageClass.marketing));
        Map<String, Object> config = cluster.settings().clientConfig();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        List<TopicPartition> partitions = IntStream.range(0, cluster.settings().partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        try (AvroDeserializer<OutboundMessage> reader = new AvroDeserializer<>();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            reader.configure(config, false);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            requireOneEach(consumer, reader, "campaign." + campaign, members);
        }
    }

    private static void requireOneEach(
            KafkaConsumer<byte[], byte[]> consumer,
            AvroDeserializer<OutboundMessage> reader,
            String journey,
            int members) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        BitSet seen = new BitSet();
        int again = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(POLL)) {
                OutboundMessage message =
                        Objects.requireNonNull(reader.deserialize(record.topic(), record.value()), "a message");
                if (message.getJourney().equals(journey)) {
                    int customer =
                            Integer.parseInt(message.getHeader().getCustomerId().substring(1));
                    again += seen.get(customer) ? 1 : 0;
                    seen.set(customer);
                }
            }
        }
        if (seen.cardinality() != members || again != 0) {
            throw new IllegalStateException(
                    seen.cardinality() + " of " + members + " have a message, " + again + " another one");
        }
    }
}
