package dev.vestnik.system.engines;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.OrderShipped;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.service.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One event after the other, each of another customer, and how long each takes until its message is in the lane. */
final class Probes implements AutoCloseable {
    static final String JOURNEY = """
            id: shipped
            class: service
            entry: {on: order.shipped, key: event.orderId}
            start: tell
            steps:
              tell: {type: message, template: call-reminder, channels: [{via: sms}]}
            """;
    private static final String PREFIX = "main/probe-";

    private final KafkaProducer<String, ShopEvent> producer;
    private final KafkaConsumer<byte[], byte[]> lane;
    private final int millisBetween;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Long> took = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread sending = Thread.ofPlatform().unstarted(this::send);
    private final Thread reading = Thread.ofPlatform().unstarted(this::read);

    Probes(KafkaSettings kafka, int millisBetween) {
        this.millisBetween = millisBetween;
        Map<String, Object> config = kafka.clientConfig();
        AvroSerializer<ShopEvent> serializer = new AvroSerializer<>();
        serializer.configure(config, false);
        producer = new KafkaProducer<>(config, new StringSerializer(), serializer);
        Map<String, Object> reader = kafka.clientConfig();
        reader.put("isolation.level", "read_committed");
        reader.put("enable.auto.commit", false);
        lane = new KafkaConsumer<>(reader, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        List<TopicPartition> partitions = lane.partitionsFor("messages.sms").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        lane.assign(partitions);
        lane.seekToEnd(partitions);
        partitions.forEach(lane::position);
        reading.start();
        sending.start();
    }

    /** No more are sent; those that are under way are still waited for. */
    void stop() throws InterruptedException {
        stopped.countDown();
        sending.join();
        producer.flush();
    }

    int sent() {
        return sent.size();
    }

    /** Milliseconds from event to lane of all that have come, shortest first. */
    List<Long> took() {
        return took.values().stream().sorted().toList();
    }

    private void send() {
        try {
            for (int probe = 0; !stopped.await(millisBetween, TimeUnit.MILLISECONDS); probe++) {
                String id = "probe-" + probe;
                send(
                        id,
                        CustomerUpdated.newBuilder()
                                .setPhone("+7495%07d".formatted(probe))
                                .build());
                sent.put(PREFIX + probe, System.nanoTime());
                send(
                        id,
                        OrderShipped.newBuilder()
                                .setOrderId("s-" + probe)
                                .setNumber(String.valueOf(probe))
                                .setCarrier("Parcel")
                                .build());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(String customer, SpecificRecord payload) {
        CustomerKey key = new CustomerKey("main", customer);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String id = payload.getClass().getSimpleName() + customer;
        EventHeader header = new EventHeader(id, key.shop(), key.customerId(), now, "test");
        producer.send(new ProducerRecord<>("shop.events", key.toString(), new ShopEvent(header, payload)));
    }

    private void read() {
        while (closed.getCount() > 0) {
            lane.poll(Duration.ofMillis(100)).forEach(record -> {
                String customer = new String(record.key(), StandardCharsets.UTF_8);
                Long at = sent.get(customer);
                if (at != null) {
                    took.putIfAbsent(customer, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - at));
                }
            });
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        closed.countDown();
        reading.join();
        lane.close();
        producer.close();
    }
}
