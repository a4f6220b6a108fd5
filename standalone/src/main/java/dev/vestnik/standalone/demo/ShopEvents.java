package dev.vestnik.standalone.demo;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.shop.CartUpdated;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.Courier;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.DeliveryMethod;
import dev.vestnik.schemas.shop.DeviceRegistered;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.Item;
import dev.vestnik.schemas.shop.Money;
import dev.vestnik.schemas.shop.OrderDelivered;
import dev.vestnik.schemas.shop.OrderOutForDelivery;
import dev.vestnik.schemas.shop.OrderPlaced;
import dev.vestnik.schemas.shop.OrderShipped;
import dev.vestnik.schemas.shop.Origin;
import dev.vestnik.schemas.shop.PageViewed;
import dev.vestnik.schemas.shop.Platform;
import dev.vestnik.schemas.shop.ShopEvent;
import dev.vestnik.schemas.shop.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Makes the events of one customer of the simulated shop, as Avro and as CloudEvents. */
final class ShopEvents {
    private static final List<String> NAMES = List.of("Anna", "Boris", "Vera", "Gleb", "Dina", "Egor", "Zoya", "Ilya");

    private final CustomerKey customer;
    private final String happening;
    private final int number;
    private final Instant now;
    private int made;

    /** An event in both forms. */
    record Made(ShopEvent record) {
        String cloudEvent() {
            return CloudEventJson.of(record);
        }
    }

    /** @param happening the visit or order of the events, a part of their ids */
    ShopEvents(CustomerKey customer, int number, Instant now, String happening) {
        this.happening = happening;
        this.customer = customer;
        this.number = number;
        this.now = now;
    }

    /**
     * The arrival of a customer: an e-mail address, a phone (nine of ten), perhaps a device with the app and consent to marketing, an item.
     */
    List<Made> arrival(boolean device, boolean consent) {
        List<Made> events = new ArrayList<>();
        events.add(event(CustomerUpdated.newBuilder()
                .setFirstName(NAMES.get(number % NAMES.size()))
                .setPhone(number % 10 == 9 ? null : "+7495%07d".formatted(1_000_000 + number))
                .setEmail("customer-" + number + "@example.com")
                .setLocale(number % 3 == 0 ? "ru" : "en")
                .setTimezone("Europe/Moscow")
                .build()));
        if (consent) {
            events.add(event(ConsentChanged.newBuilder()
                    .setChannel(ConsentChannel.any)
                    .setGranted(true)
                    .setSource("checkout")
                    .build()));
        }
        if (device) {
            events.add(event(DeviceRegistered.newBuilder()
                    .setPlatform(number % 4 < 2 ? Platform.android : Platform.ios)
                    .setToken("%064x".formatted(number + 1))
                    .build()));
        }
        events.addAll(cart(1));
        return events;
    }

    List<Made> cart(int items) {
        return List.of(event(CartUpdated.newBuilder()
                .setCartId(cartId())
                .setItems(items(items))
                .setTotal(total(items))
                .setCheckoutUrl("https://shop.example.com/cart/" + cartId())
                .build()));
    }

    List<Made> pageView() {
        return List.of(event(PageViewed.newBuilder()
                .setUrl("https://shop.example.com/p/" + number % 50)
                .build()));
    }

    List<Made> order() {
        return List.of(event(OrderPlaced.newBuilder()
                .setOrderId(orderId())
                .setNumber(orderNumber())
                .setCartId(cartId())
                .setItems(items(2))
                .setTotal(total(2))
                .setDeliveryMethod(DeliveryMethod.courier)
                .setPaymentMethod("card")
                .setOrigin(Origin.web)
                .build()));
    }

    List<Made> shipped() {
        return List.of(event(OrderShipped.newBuilder()
                .setOrderId(orderId())
                .setNumber(orderNumber())
                .setCarrier("Parcel")
                .setTrackingNumber("P" + orderNumber())
                .setTrackingUrl("https://track.example.com/P" + orderNumber())
                .build()));
    }

    /** The courier's window, which is over already for every seventh courier: the engine drops that news. */
    List<Made> courier() {
        Instant to = number % 7 == 6 ? now.minusSeconds(60) : now.plus(Duration.ofHours(2));
        return List.of(event(OrderOutForDelivery.newBuilder()
                .setOrderId(orderId())
                .setNumber(orderNumber())
                .setCourier(new Courier("Stepan", "+74956460054"))
                .setWindow(new Window(to.minus(Duration.ofHours(2)), to))
                .setAddress("Leninskaya Sloboda 19")
                .build()));
    }

    List<Made> delivered() {
        return List.of(event(OrderDelivered.newBuilder()
                .setOrderId(orderId())
                .setNumber(orderNumber())
                .build()));
    }

    private Made event(SpecificRecord payload) {
        EventHeader header = new EventHeader(
                customer.customerId() + "-" + happening + "-" + now.toEpochMilli() + "-" + made++,
                customer.shop(),
                customer.customerId(),
                now,
                "/shops/" + customer.shop());
        return new Made(new ShopEvent(header, payload));
    }

    private String cartId() {
        return "cart-" + number;
    }

    private String orderId() {
        return "order-" + number;
    }

    private String orderNumber() {
        return String.valueOf(10_000 + number);
    }

    private List<Item> items(int count) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(Item.newBuilder()
                    .setProductId("p-" + (number + i) % 50)
                    .setName(i == 0 ? "Kettle" : "Teapot")
                    .setQuantity(1)
                    .setPrice(new Money(249_000L, "RUB"))
                    .build());
        }
        return items;
    }

    private static Money total(int items) {
        return new Money(249_000L * items, "RUB");
    }
}
