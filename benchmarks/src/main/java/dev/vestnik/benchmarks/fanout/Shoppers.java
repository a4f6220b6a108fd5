package dev.vestnik.benchmarks.fanout;

import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.LoadProducer.Input;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.Money;
import dev.vestnik.schemas.shop.OrderShipped;
import dev.vestnik.schemas.shop.ProductEvent;
import dev.vestnik.schemas.shop.ProductHeader;
import dev.vestnik.schemas.shop.ProductUpdated;
import dev.vestnik.schemas.shop.ProductViewed;
import dev.vestnik.schemas.shop.ShopEvent;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Customers who have all looked at the same two products, and a message that all must hear of at once. For one thread. */
final class Shoppers {
    static final String KETTLE = "kettle";
    static final String LAMP = "lamp";

    private static final String SHIPPED = "told-at-once";
    private static final String SOURCE = "/shops/main";
    private static final String TEMPLATE =
            "id: news\ndefaultLocale: en\nlocales: {en: {sms: {text: \"News for {{ customer.firstName }}\"}}}\n";
    private long serial;

    static void publish(EngineProcess engine) {
        engine.publish(TEMPLATE, "news", """
                id: told-at-once
                class: service
                entry: {on: order.shipped, key: event.orderId}
                start: tell
                steps:
                  tell: {type: message, template: news, channels: [{via: sms}]}
                """, SHIPPED);
        for (String product : List.of(KETTLE, LAMP)) {
            engine.publish(
                    TEMPLATE.replace("id: news", "id: news-" + product),
                    "news-" + product,
                    """
                    id: cheaper-%1$s
                    topic: news
                    entry: {on: product.price_dropped, if: event.productId == "%1$s"}
                    start: tell
                    steps:
                      tell: {type: message, template: news-%1$s, channels: [{via: sms}]}
                    """.formatted(product),
                    journey(product));
        }
    }

    static String journey(String product) {
        return "cheaper-" + product;
    }

    List<Input> introduction(int number) {
        CustomerKey customer = customer(number);
        return List.of(
                event(
                        customer,
                        CustomerUpdated.newBuilder()
                                .setFirstName("Anna")
                                .setPhone("+74956460054")
                                .setTimezone("UTC")
                                .build()),
                event(customer, new ConsentChanged(ConsentChannel.any, null, true, "checkout", null, null)),
                event(customer, new ProductViewed(null, KETTLE, null, null)),
                event(customer, new ProductViewed(null, LAMP, null, null)));
    }

    Input shipped(int number) {
        String order = "o-" + serial;
        return event(customer(number), new OrderShipped(order, order, "DHL", null, null, null, null));
    }

    Input priced(String product, long price) {
        ProductHeader header = new ProductHeader("p" + serial++, "main", product, Instant.now(), SOURCE);
        ProductUpdated updated =
                new ProductUpdated(product, new Money(price, "RUB"), 100, null, null, null, null, null);
        return new Input(new CustomerKey("main", product), new ProductEvent(header, updated));
    }

    private Input event(CustomerKey key, SpecificRecord payload) {
        EventHeader header = new EventHeader("e" + serial++, key.shop(), key.customerId(), Instant.now(), SOURCE);
        return new Input(key, new ShopEvent(header, payload));
    }

    private static CustomerKey customer(int number) {
        return new CustomerKey("main", "c" + number);
    }
}
