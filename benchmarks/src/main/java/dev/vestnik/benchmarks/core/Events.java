package dev.vestnik.benchmarks.core;

import dev.vestnik.engine.streams.edge.Incoming;
import dev.vestnik.engine.streams.edge.IncomingRecords;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.schemas.shop.CartUpdated;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.shop.CustomerUpdated;
import dev.vestnik.schemas.shop.DeliveryMethod;
import dev.vestnik.schemas.shop.EventHeader;
import dev.vestnik.schemas.shop.Item;
import dev.vestnik.schemas.shop.Money;
import dev.vestnik.schemas.shop.OrderPlaced;
import dev.vestnik.schemas.shop.OrderShipped;
import dev.vestnik.schemas.shop.Origin;
import dev.vestnik.schemas.shop.PageViewed;
import dev.vestnik.schemas.shop.ShopEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Anna's events: Avro records, and the same as the rules see them. */
final class Events {
    private Events() {}

    static Signal customerUpdated(Instant at) {
        return signal(record(
                at,
                CustomerUpdated.newBuilder()
                        .setFirstName("Anna")
                        .setPhone("+74956460054")
                        .setEmail("anna@example.com")
                        .setLocale("en")
                        .setTimezone("Europe/Moscow")
                        .build()));
    }

    static Signal consentChanged(Instant at) {
        return signal(record(
                at,
                ConsentChanged.newBuilder()
                        .setChannel(ConsentChannel.any)
                        .setGranted(true)
                        .setSource("checkout")
                        .build()));
    }

    static Signal cart(int items, Instant at) {
        return signal(cartRecord(items, at));
    }

    static ShopEvent cartRecord(int items, Instant at) {
        return record(
                at,
                CartUpdated.newBuilder()
                        .setCartId("cart-1")
                        .setItems(items(items))
                        .setTotal(new Money(249_000L * items, "RUB"))
                        .setCheckoutUrl("https://shop.example.com/cart/1")
                        .build());
    }

    static Signal page(Instant at) {
        return signal(record(
                at,
                PageViewed.newBuilder().setUrl("https://shop.example.com/p/17").build()));
    }

    static Signal order(Instant at) {
        return signal(record(
                at,
                OrderPlaced.newBuilder()
                        .setOrderId("o-1")
                        .setNumber("1")
                        .setCartId("cart-1")
                        .setItems(items(2))
                        .setTotal(new Money(498_000L, "RUB"))
                        .setDeliveryMethod(DeliveryMethod.courier)
                        .setPaymentMethod("card")
                        .setOrigin(Origin.web)
                        .build()));
    }

    static Signal shipped(Instant at) {
        return signal(record(
                at,
                OrderShipped.newBuilder()
                        .setOrderId("o-1")
                        .setNumber("1")
                        .setCarrier("Parcel")
                        .setTrackingNumber("P1")
                        .setTrackingUrl("https://track.example.com/P1")
                        .build()));
    }

    private static ShopEvent record(Instant at, SpecificRecord payload) {
        String id = payload.getClass().getSimpleName() + at;
        return new ShopEvent(new EventHeader(id, "main", "anna", at, "/shops/main"), payload);
    }

    private static Signal signal(ShopEvent record) {
        if (IncomingRecords.read(record, record.getHeader().getOccurredAt()) instanceof Incoming.Said said) {
            return said.signal();
        }
        throw new IllegalStateException("the engine does not read " + record.getPayload());
    }

    private static List<Item> items(int count) {
        return Collections.nCopies(
                count,
                Item.newBuilder()
                        .setProductId("p-1")
                        .setName("Kettle")
                        .setQuantity(1)
                        .setPrice(new Money(249_000L, "RUB"))
                        .build());
    }
}
