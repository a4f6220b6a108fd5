package dev.vestnik.benchmarks.engine;

import dev.vestnik.benchmarks.harness.LoadProducer.Input;
import dev.vestnik.rules.decide.Ids;
import dev.vestnik.rules.journey.JourneyId;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.message.DeliveryReceipt;
import dev.vestnik.schemas.message.MessageHeader;
import dev.vestnik.schemas.message.ReceiptStatus;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * The fixed mix: 20 % carts begun, 30 % carts changed, 10 % orders that end a running cart, 5 % other order events that send, 15 % page
 * views of customers with a running cart, 15 % page views that concern no journey, 5 % receipts. The same seed gives the same records.
 */
public final class Load {
    private static final String SOURCE = "/shops/main";
    private static final JourneyId SHIPPED = new JourneyId("order-shipped");
    /** The sample's only message step: ids of messages are derived from it. */
    private static final String SHIPPED_STEP = "tell";
    /** The sample abandoned-cart takes a customer this often in 30 days. */
    private static final int MOST_CARTS = 3;

    private static final Shares MIX = new Shares(20, 50);
    private static final Shares STEADY = new Shares(8, 52);

    private final Random random;
    private final Deque<Integer> idle = new ArrayDeque<>();
    private final List<Integer> running = new ArrayList<>();
    /** The receipts of messages of earlier rounds, oldest first. */
    private final Deque<Input> receipts = new ArrayDeque<>();

    private final List<Input> receiptsOfThisRound = new ArrayList<>();
    private final int customers;
    private final int[] carts;
    private long serial;
    private Tally tally = new Tally(0, 0, 0, 0, 0);
    private Shares shares = MIX;

    public Load(long seed, int customers) {
        this.random = new Random(seed);
        this.customers = customers;
        this.carts = new int[customers];
        for (int customer = 0; customer < customers; customer++) {
            idle.add(customer);
        }
    }

    /**
     * The ends of the shares of carts begun and carts changed, of a hundred.
     *
     * @param changed the share of orders ends at 60
     */
    private record Shares(int begun, int changed) {}

    /** The events of a round that must lead to a decision. */
    record Tally(int begun, int changed, int ended, int shipped, int receipts) {
        @Override
        public String toString() {
            return begun + " carts begun, " + changed + " changed, " + ended + " ended by an order, " + shipped
                    + " shipped, " + receipts + " receipts";
        }
    }

    /** Begins a round: the tally counts anew; messages that were shipped before are confirmed from now on. */
    public void beginRound() {
        begin(MIX);
    }

    /** Begins a round that ends as many carts as it begins, and so may be repeated. */
    void beginSteadyRound() {
        begin(STEADY);
    }

    private void begin(Shares next) {
        shares = next;
        receipts.addAll(receiptsOfThisRound);
        receiptsOfThisRound.clear();
        tally = new Tally(0, 0, 0, 0, 0);
    }

    Tally tally() {
        return tally;
    }

    /** The events that make a customer known: a profile and a "yes". */
    public List<Input> introduction(int customer) {
        Instant now = Instant.now();
        return List.of(
                event(
                        customer,
                        now,
                        CustomerUpdated.newBuilder()
                                .setFirstName("Anna")
                                .setPhone("+7495%07d".formatted(customer % 10_000_000))
                                .setEmail("c" + customer + "@example.com")
                                .setLocale("ru")
                                .setTimezone("Europe/Moscow")
                                .build()),
                event(
                        customer,
                        now,
                        ConsentChanged.newBuilder()
                                .setChannel(ConsentChannel.any)
                                .setGranted(true)
                                .setSource("checkout")
                                .build()));
    }

    /** The next record of the mix. */
    public Input next() {
        Instant now = Instant.now();
        int draw = random.nextInt(100);
        if (draw < shares.begun() || running.isEmpty()) {
            return begin(now);
        }
        if (draw < shares.changed()) {
            return change(now);
        }
        if (draw < 60) {
            return order(now);
        }
        if (draw < 65) {
            return shipped(now);
        }
        if (draw < 80) {
            return event(anyRunning(), now, page());
        }
        return draw < 95 || receipts.isEmpty() ? event(nextIdle(), now, page()) : confirm();
    }

    private Input begin(Instant now) {
        int customer = idle.removeFirst();
        carts[customer]++;
        running.add(customer);
        tally = new Tally(tally.begun + 1, tally.changed, tally.ended, tally.shipped, tally.receipts);
        return event(customer, now, cart(customer, 2));
    }

    private Input change(Instant now) {
        int customer = anyRunning();
        tally = new Tally(tally.begun, tally.changed + 1, tally.ended, tally.shipped, tally.receipts);
        return event(customer, now, cart(customer, 3));
    }

    private Input confirm() {
        tally = new Tally(tally.begun, tally.changed, tally.ended, tally.shipped, tally.receipts + 1);
        return receipts.removeFirst();
    }

    private int nextIdle() {
        int customer = idle.removeFirst();
        idle.addLast(customer);
        return customer;
    }

    private int anyRunning() {
        return running.get(random.nextInt(running.size()));
    }

    private Input order(Instant now) {
        int index = random.nextInt(running.size());
        int customer = running.get(index);
        running.set(index, running.getLast());
        running.removeLast();
        if (carts[customer] < MOST_CARTS) {
            idle.addLast(customer);
        }
        tally = new Tally(tally.begun, tally.changed, tally.ended + 1, tally.shipped, tally.receipts);
        return event(
                customer,
                now,
                OrderPlaced.newBuilder()
                        .setOrderId("o-" + serial)
                        .setNumber(String.valueOf(serial))
                        .setCartId("cart-" + customer)
                        .setItems(items(2))
                        .setTotal(new Money(498_000L, "RUB"))
                        .setDeliveryMethod(DeliveryMethod.courier)
                        .setPaymentMethod("card")
                        .setOrigin(Origin.web)
                        .build());
    }

    private Input shipped(Instant now) {
        Input input = event(
                random.nextInt(customers),
                now,
                OrderShipped.newBuilder()
                        .setOrderId("s-" + serial)
                        .setNumber(String.valueOf(serial))
                        .setCarrier("Parcel")
                        .setTrackingNumber("P" + serial)
                        .setTrackingUrl("https://track.example.com/P" + serial)
                        .build());
        String eventId = ((ShopEvent) input.value()).getHeader().getEventId();
        receiptsOfThisRound.add(new Input(input.customer(), receipt(input.customer(), eventId, now)));
        tally = new Tally(tally.begun, tally.changed, tally.ended, tally.shipped + 1, tally.receipts);
        return input;
    }

    private DeliveryReceipt receipt(CustomerKey customer, String eventId, Instant now) {
        var key = new dev.vestnik.rules.customer.CustomerKey(customer.shop(), customer.customerId());
        var instance = Ids.instance(key, SHIPPED, SOURCE, eventId);
        var message = Ids.message(key, SHIPPED, instance, SHIPPED_STEP, 1, dev.vestnik.rules.channel.Channel.SMS);
        return DeliveryReceipt.newBuilder()
                .setHeader(new MessageHeader(
                        message + "/1/accepted", customer.shop(), customer.customerId(), now, "bench"))
                .setMessageId(message.toString())
                .setAttempt(1)
                .setChannel("sms")
                .setStatus(ReceiptStatus.ACCEPTED)
                .setGateway("bench")
                .setDeadTokens(List.of())
                .build();
    }

    private Input event(int customer, Instant now, SpecificRecord payload) {
        CustomerKey key = new CustomerKey("main", "c" + customer);
        EventHeader header = new EventHeader("e" + serial++, key.shop(), key.customerId(), now, SOURCE);
        return new Input(key, new ShopEvent(header, payload));
    }

    private static CartUpdated cart(int customer, int items) {
        return CartUpdated.newBuilder()
                .setCartId("cart-" + customer)
                .setItems(items(items))
                .setTotal(new Money(249_000L * items, "RUB"))
                .setCheckoutUrl("https://shop.example.com/cart/" + customer)
                .build();
    }

    private static PageViewed page() {
        return PageViewed.newBuilder().setUrl("https://shop.example.com/p/17").build();
    }

    private static List<Item> items(int count) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(Item.newBuilder()
                    .setProductId("p-" + i)
                    .setName("Kettle")
                    .setQuantity(1)
                    .setPrice(new Money(249_000L, "RUB"))
                    .build());
        }
        return items;
    }
}
