package dev.vestnik.system.engines;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.OrderCallScheduled;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.shop.Window;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The shop: customers who wait for a call, all at the same time, and whose profiles go on changing. */
final class Waits implements AutoCloseable {
    static final String TEMPLATE = """
            id: call-reminder
            defaultLocale: en
            locales: {en: {sms: {text: "We call you about order {{ event.number }} now"}}}
            """;
    static final String JOURNEY = """
            id: call-reminder
            class: service
            entry: {on: order.call_scheduled, key: event.orderId}
            context: {at: event.window.from}
            start: wait
            steps:
              wait: {type: delay, until: context.at, next: tell}
              tell: {type: message, template: call-reminder, channels: [{via: sms}]}
            """;

    private final int customers;
    private final KafkaProducer<String, ShopEvent> producer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Thread changes = new Thread();
    private long serial;

    Waits(KafkaSettings kafka, int customers) {
        this.customers = customers;
        Map<String, Object> config = kafka.clientConfig();
        config.put("linger.ms", 20);
        AvroSerializer<ShopEvent> serializer = new AvroSerializer<>();
        serializer.configure(config, false);
        producer = new KafkaProducer<>(config, new StringSerializer(), serializer);
    }

    void begin(Instant due) {
        for (int customer = 0; customer < customers; customer++) {
            known(customer);
            Instant from = due.truncatedTo(ChronoUnit.MILLIS);
            send(
                    customer,
                    OrderCallScheduled.newBuilder()
                            .setOrderId("o-" + customer)
                            .setNumber(String.valueOf(customer))
                            .setWindow(new Window(from, from.plus(Duration.ofHours(2))))
                            .build());
        }
        producer.flush();
    }

    /** Changes one profile after the other, some fifty a second, until it is closed. */
    void goOnChanging() {
        changes = Thread.ofPlatform().start(() -> {
            try {
                for (int customer = 0; !closed.await(20, TimeUnit.MILLISECONDS); customer++) {
                    known(customer % customers);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Changes every profile once. */
    void change() {
        for (int customer = 0; customer < customers; customer++) {
            known(customer);
        }
        producer.flush();
    }

    private synchronized void known(int customer) {
        send(
                customer,
                CustomerUpdated.newBuilder()
                        .setFirstName("Anna " + serial)
                        .setPhone("+7495%07d".formatted(customer))
                        .build());
    }

    private synchronized void send(int customer, SpecificRecord payload) {
        CustomerKey key = new CustomerKey("main", "c" + customer);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        EventHeader header = new EventHeader("e" + serial++, key.shop(), key.customerId(), now, "test");
        producer.send(new ProducerRecord<>("shop.events", key.toString(), new ShopEvent(header, payload)));
    }

    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        changes.join();
        producer.close();
    }
}
