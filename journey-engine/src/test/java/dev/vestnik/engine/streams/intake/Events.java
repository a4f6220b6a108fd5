package dev.vestnik.engine.streams.intake;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.schemas.shop.CartUpdated;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomerErased;
import dev.vestnik.schemas.shop.CustomerIdentified;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.DeliveryMethod;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.Item;
import dev.vestnik.schemas.shop.Money;
import dev.vestnik.schemas.shop.OrderDelivered;
import dev.vestnik.schemas.shop.OrderPlaced;
import dev.vestnik.schemas.shop.OrderReady;
import dev.vestnik.schemas.shop.OrderShipped;
import dev.vestnik.schemas.shop.Origin;
import dev.vestnik.schemas.shop.PageViewed;
import dev.vestnik.schemas.shop.Pickup;
import dev.vestnik.schemas.shop.ShopEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What shops say in the tests. */
public final class Events {
    private Events() {}

    static ShopEvent event(CustomerKey customer, String id, Instant at, Object payload) {
        return new ShopEvent(new EventHeader(id, customer.shop(), customer.customerId(), at, "/shops/main"), payload);
    }

    public static CustomerUpdated known() {
        return CustomerUpdated.newBuilder()
                .setFirstName("Anna")
                .setPhone("+74956460054")
                .build();
    }

    static CustomerUpdated named(String name) {
        return CustomerUpdated.newBuilder().setName(name).build();
    }

    public static ConsentChanged consent() {
        return new ConsentChanged(ConsentChannel.any, null, true, "checkout", null, null);
    }

    static ConsentChanged refused(String topic) {
        return new ConsentChanged(ConsentChannel.sms, topic, false, "reply", null, null);
    }

    public static CartUpdated cart(String id) {
        return cart(id, null);
    }

    static CartUpdated emptyCart(String id) {
        return new CartUpdated(id, List.of(), new Money(0L, "EUR"), null, null);
    }

    static CartUpdated cart(String id, @Nullable String checkoutUrl) {
        Money price = new Money(129_900L, "EUR");
        List<Item> items = List.of(new Item("sku-1", "Kettle", 1, price, null, null, null));
        return new CartUpdated(id, items, price, checkoutUrl, null);
    }

    public static OrderPlaced placed(String cart) {
        Money price = new Money(129_900L, "EUR");
        return new OrderPlaced(
                "o-" + cart, "1", cart, List.of(), price, DeliveryMethod.courier, "card", null, Origin.web, null, null);
    }

    /** An order of one of each of these. */
    public static OrderPlaced ordered(String order, String... products) {
        Money price = new Money(129_900L, "EUR");
        List<Item> items = Stream.of(products)
                .map(product -> new Item(product, product, 1, price, null, null, null))
                .toList();
        return new OrderPlaced(
                order, "1", null, items, price, DeliveryMethod.courier, "card", null, Origin.web, null, null);
    }

    public static OrderShipped shipped(String order) {
        return new OrderShipped(order, order, "DHL", null, null, null, null);
    }

    public static OrderReady ready(String order) {
        return new OrderReady(order, order, new Pickup("Leninskaya Sloboda 19", null), null, null);
    }

    public static OrderDelivered delivered(String order) {
        return new OrderDelivered(order, order, null);
    }

    public static PageViewed page() {
        return new PageViewed("https://shop.example/", null, null, null);
    }

    public static CustomerIdentified identified(CustomerKey visitor) {
        return new CustomerIdentified(visitor.customerId().substring(1), null);
    }

    public static CustomerErased erased() {
        return new CustomerErased((String) null);
    }
}
