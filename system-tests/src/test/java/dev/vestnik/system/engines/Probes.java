package dev.vestnik.system.engines;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.serde.AvroDeserializer;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.OrderShipped;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** One event after the other, each of another customer, and how long each takes until the sender reports that a gateway has its text. */
final class Probes implements AutoCloseable {
    static final String WARM_UP = "warm-up";
    static final String JOURNEY = """
            id: shipped
            class: service
            entry: {on: order.shipped, key: event.orderId}
            start: tell
            steps:
              tell: {type: message, template: call-reminder, channels: [{via: sms}]}
            """;
    private static final String TOPIC = "messages.receipts";

    private record Sent(String phase, long at) {}

    private final KafkaProducer<String, ShopEvent> producer;
    private final KafkaConsumer<byte[], byte[]> receipts;
    private final AvroDeserializer<DeliveryReceipt> reader = new AvroDeserializer<>();
    private final int millisBetween;
    private final Map<String, Sent> sent = new ConcurrentHashMap<>();
    private final Map<String, Long> took = new ConcurrentHashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread sending = Thread.ofPlatform().unstarted(this::send);
    private final Thread reading = Thread.ofPlatform().unstarted(this::read);
    private volatile String phase = WARM_UP;

    Probes(KafkaSettings kafka, int millisBetween) {
        this.millisBetween = millisBetween;
        Map<String, Object> config = kafka.clientConfig();
        AvroSerializer<ShopEvent> serializer = new AvroSerializer<>();
        serializer.configure(config, false);
        producer = new KafkaProducer<>(config, new StringSerializer(), serializer);
        reader.configure(config, false);
        Map<String, Object> consumer = kafka.clientConfig();
        consumer.put("isolation.level", "read_committed");
        consumer.put("enable.auto.commit", false);
        receipts = new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        List<TopicPartition> partitions = receipts.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList();
        receipts.assign(partitions);
        receipts.seekToEnd(partitions);
        partitions.forEach(receipts::position);
        reading.start();
        sending.start();
    }

    /** Names what happens from now on. */
    void phase(String name) {
        phase = name;
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

    /** How many have been answered for. */
    int answered() {
        return took.size();
    }

    /** Milliseconds from event to answer, shortest first, by what happened when the event was sent. */
    Map<String, List<Long>> byPhase() {
        Map<String, List<Long>> phases = new LinkedHashMap<>();
        for (int probe = 0; probe < sent.size(); probe++) {
            String id = id(probe);
            phases.computeIfAbsent(sent.get(id).phase(), _ -> new ArrayList<>()).add(took.get(id));
        }
        phases.values().forEach(times -> times.sort(null));
        return phases;
    }

    private void send() {
        try {
            for (int probe = 0; !stopped.await(millisBetween, TimeUnit.MILLISECONDS); probe++) {
                String number = String.valueOf(probe);
                send(
                        id(probe),
                        CustomerUpdated.newBuilder()
                                .setPhone("+7495%07d".formatted(probe))
                                .build());
                sent.put(id(probe), new Sent(phase, System.nanoTime()));
                send(
                        id(probe),
                        OrderShipped.newBuilder()
                                .setOrderId("s-" + number)
                                .setNumber(number)
                                .setCarrier("Parcel")
                                .build());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String id(int probe) {
        return "probe-" + probe;
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
            receipts.poll(Duration.ofMillis(100)).forEach(record -> {
                DeliveryReceipt receipt = reader.deserialize(TOPIC, record.value());
                Sent probe = sent.get(receipt.getHeader().getCustomerId());
                if (probe != null && receipt.getStatus() == ReceiptStatus.ACCEPTED) {
                    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - probe.at());
                    took.putIfAbsent(receipt.getHeader().getCustomerId(), millis);
                }
            });
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
        closed.countDown();
        reading.join();
        receipts.close();
        reader.close();
        producer.close();
    }
}
