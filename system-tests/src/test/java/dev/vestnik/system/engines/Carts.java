package dev.vestnik.system.engines;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.serde.AvroSerializer;
import dev.vestnik.schemas.shop.CartUpdated;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.DeliveryMethod;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.Item;
import dev.vestnik.schemas.shop.Money;
import dev.vestnik.schemas.shop.OrderPlaced;
import dev.vestnik.schemas.shop.Origin;
import dev.vestnik.schemas.shop.PageViewed;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.service.kafka.KafkaSettings;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The shop: a cart each, and orders of every second customer. */
final class Carts implements AutoCloseable {
    static final String TEMPLATE = """
            id: cart-reminder
            defaultLocale: en
            locales: {en: {sms: {text: "Your cart waits"}}}
            """;
    static final String JOURNEY = """
            id: cart
            class: service
            entry: {on: cart.updated, key: event.cartId}
            exit: [{on: order.placed, match: event.cartId == key, reason: purchased}]
            start: quiet
            steps:
              quiet: {type: waitUntil, timeout: %s, onTimeout: remind}
              remind: {type: message, template: cart-reminder, channels: [{via: sms}]}
            """;

    static final int VIEWS = 3;
    private static final Money PRICE = new Money(249_000L, "RUB");

    private final int customers;
    private final KafkaProducer<String, ShopEvent> producer;
    private long serial;

    Carts(KafkaSettings kafka, int customers) {
        this.customers = customers;
        Map<String, Object> config = kafka.clientConfig();
        config.put("linger.ms", 20);
        AvroSerializer<ShopEvent> serializer = new AvroSerializer<>();
        serializer.configure(config, false);
        producer = new KafkaProducer<>(config, new StringSerializer(), serializer);
    }

    void begin() {
        for (int customer = 0; customer < customers; customer++) {
            send(
                    customer,
                    CustomerUpdated.newBuilder()
                            .setPhone("+7495%07d".formatted(customer))
                            .build());
            send(
                    customer,
                    CartUpdated.newBuilder()
                            .setCartId("cart-" + customer)
                            .setItems(items())
                            .setTotal(PRICE)
                            .build());
        }
        producer.flush();
    }

    /** Behind views of pages that concern no journey: an engine that starts reads them for a while. */
    void halfAreBought() {
        for (int view = 0; view < VIEWS * customers; view++) {
            send(
                    view % customers,
                    PageViewed.newBuilder()
                            .setUrl("https://shop.example.com/p/17")
                            .build());
        }
        for (int customer = 0; customer < customers; customer += 2) {
            send(
                    customer,
                    OrderPlaced.newBuilder()
                            .setOrderId("o-" + customer)
                            .setNumber(String.valueOf(customer))
                            .setCartId("cart-" + customer)
                            .setItems(items())
                            .setTotal(PRICE)
                            .setDeliveryMethod(DeliveryMethod.courier)
                            .setPaymentMethod("card")
                            .setOrigin(Origin.web)
                            .build());
        }
        producer.flush();
    }

    /** @param key the customer's, as messages bear it */
    static boolean bought(String key) {
        return Integer.parseInt(key.substring("main/c".length())) % 2 == 0;
    }

    private static List<Item> items() {
        return List.of(Item.newBuilder()
                .setProductId("p-1")
                .setName("Kettle")
                .setQuantity(1)
                .setPrice(PRICE)
                .build());
    }

    private void send(int customer, SpecificRecord payload) {
        CustomerKey key = new CustomerKey("main", "c" + customer);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        EventHeader header = new EventHeader("e" + serial++, key.shop(), key.customerId(), now, "test");
        producer.send(new ProducerRecord<>("shop.events", key.toString(), new ShopEvent(header, payload)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
