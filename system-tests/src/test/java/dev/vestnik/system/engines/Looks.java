package dev.vestnik.system.engines;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.Money;
import dev.vestnik.schemas.shop.ProductEvent;
import dev.vestnik.schemas.shop.ProductHeader;
import dev.vestnik.schemas.shop.ProductUpdated;
import dev.vestnik.schemas.shop.ProductViewed;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The shop: a product that all customers look at, and that gets cheaper. */
final class Looks implements AutoCloseable {
    static final String TEMPLATE = """
            id: cheaper
            defaultLocale: en
            locales: {en: {sms: {text: "It is cheaper now"}}}
            """;
    static final String JOURNEY = """
            id: cheaper
            class: service
            entry: {on: product.price_dropped}
            context: {product: event.productId, was: event.was}
            start: ask
            steps:
              ask: {type: lookup, source: products, params: {productId: context.product}, into: today, next: still}
              still: {type: branch, cases: [{if: has(context.today) && context.today.price.amount < context.was.amount, next: tell}], otherwise: end}
              tell: {type: message, template: cheaper, channels: [{via: sms}], onSent: end, onNone: end}
              end: {type: end}
            """;

    private final int customers;
    private final KafkaProducer<String, SpecificRecord> producer;
    private long serial;

    Looks(KafkaSettings kafka, int customers) {
        this.customers = customers;
        Map<String, Object> config = kafka.clientConfig();
        config.put("linger.ms", 20);
        AvroSerializer<SpecificRecord> serializer = new AvroSerializer<>();
        serializer.configure(config, false);
        producer = new KafkaProducer<>(config, new StringSerializer(), serializer);
    }

    void begin() {
        costs(1_000);
        for (int customer = 0; customer < customers; customer++) {
            send(
                    customer,
                    CustomerUpdated.newBuilder()
                            .setPhone("+7495%07d".formatted(customer))
                            .build());
            send(customer, ProductViewed.newBuilder().setProductId("kettle").build());
        }
        producer.flush();
    }

    void cheaper() {
        costs(900);
        producer.flush();
    }

    private void costs(long price) {
        ProductHeader header = new ProductHeader("p" + serial++, "main", "kettle", now(), "test");
        ProductUpdated kettle = ProductUpdated.newBuilder()
                .setName("Kettle")
                .setPrice(new Money(price, "RUB"))
                .setStock(5)
                .build();
        producer.send(new ProducerRecord<>("shop.products", "main/kettle", new ProductEvent(header, kettle)));
    }

    private void send(int customer, SpecificRecord payload) {
        CustomerKey key = new CustomerKey("main", "c" + customer);
        EventHeader header = new EventHeader("e" + serial++, key.shop(), key.customerId(), now(), "test");
        producer.send(new ProducerRecord<>("shop.events", key.toString(), new ShopEvent(header, payload)));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        producer.close();
    }
}
