package dev.vestnik.benchmarks.campaign;

import dev.vestnik.benchmarks.harness.EngineProcess;
import dev.vestnik.benchmarks.harness.LoadProducer.Input;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.OrderShipped;
import dev.vestnik.schemas.shop.ShopEvent;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Customers every second of whom is in the segment of two campaigns, and a message that all must hear of at once. For one thread. */
final class Audience {
    static final String CAMPAIGN = "sale";
    static final String AGAIN = "again";

    private static final String SHIPPED = "told-at-once";
    private static final String SOURCE = "/shops/main";
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
}
