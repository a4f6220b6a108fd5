package dev.vestnik.standalone.demo;

import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.standalone.send.IngestClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A shop whose customers come, fill carts, leave, buy at once or after a reminder, and get their orders. The events of every other customer
 * go over HTTP, the rest straight to Kafka.
 */
final class SimulatedShop {
    private static final Duration SHORT = Duration.ofMillis(400);

    private final Random random;
    private final IngestClient http;
    private final KafkaDoor kafka;
    private final PriorityQueue<Planned> plan = new PriorityQueue<>(Comparator.comparing(Planned::at));
    private int customers;
    private int cartsBegun;
    private int httpEvents;
    private int kafkaEvents;

    private record Planned(Instant at, Visitor visitor, Happening happening) {}

    /** A customer by number; the events of even numbers go over HTTP. */
    private record Visitor(int number, boolean buys) {
        CustomerKey key() {
            return new CustomerKey("main", "c" + number);
        }
    }

    private enum Happening {
        ARRIVES,
        CHANGES_CART,
        LOOKS_AROUND,
        BUYS,
        SHIPPED,
        COURIER_LEAVES,
        DELIVERED
    }

    SimulatedShop(long seed, IngestClient http, KafkaDoor kafka) {
        this.random = new Random(seed);
        this.http = http;
        this.kafka = kafka;
    }

    int cartsBegun() {
        return cartsBegun;
    }

    int httpEvents() {
        return httpEvents;
    }

    int kafkaEvents() {
        return kafkaEvents;
    }

    /** Lets a new customer come. */
    void visit(Instant now) {
        Visitor visitor = new Visitor(customers++, random.nextInt(100) < 45);
        plan(now, Duration.ZERO, visitor, Happening.ARRIVES);
    }

    /** Lets a reminded customer come back and buy. */
    void comesBack(Instant now, int customer) {
        plan(now, SHORT, new Visitor(customer, true), Happening.BUYS);
    }

    /** Whether something is still to happen. */
    boolean busy() {
        return !plan.isEmpty();
    }

    /** Sends the due events; those of one customer stay in their order. */
    void act(Instant now) throws InterruptedException {
        List<String> documents = new ArrayList<>();
        for (Planned next = plan.peek(); next != null && !next.at().isAfter(now); next = plan.peek()) {
            plan.remove();
            for (ShopEvents.Made event : happen(next, now)) {
                if (next.visitor().number() % 2 == 0) {
                    documents.add(event.cloudEvent());
                    httpEvents++;
                } else {
                    kafka.send(event.record());
                    kafkaEvents++;
                }
            }
        }
        while (!documents.isEmpty() && !(http.post(documents) instanceof IngestClient.Taken)) {
            Thread.onSpinWait();
        }
    }

    private List<ShopEvents.Made> happen(Planned planned, Instant now) {
        Visitor visitor = planned.visitor();
        ShopEvents events = new ShopEvents(
                visitor.key(), visitor.number(), now, planned.happening().name());
        return switch (planned.happening()) {
            case ARRIVES -> {
                cartsBegun++;
                plan(now, SHORT, visitor, Happening.CHANGES_CART);
                if (random.nextInt(3) == 0) {
                    plan(now, Duration.ofSeconds(2), visitor, Happening.LOOKS_AROUND);
                }
                if (visitor.buys()) {
                    plan(now, Duration.ofMillis(1500), visitor, Happening.BUYS);
                }
                yield events.arrival(random.nextInt(100) < 70, random.nextInt(100) < 85);
            }
            case CHANGES_CART -> events.cart(2);
            case LOOKS_AROUND -> events.pageView();
            case BUYS -> {
                plan(now, Duration.ofSeconds(1), visitor, Happening.SHIPPED);
                yield events.order();
            }
            case SHIPPED -> {
                plan(now, Duration.ofSeconds(1), visitor, Happening.COURIER_LEAVES);
                yield events.shipped();
            }
            case COURIER_LEAVES -> {
                plan(now, Duration.ofSeconds(1), visitor, Happening.DELIVERED);
                yield events.courier();
            }
            case DELIVERED -> events.delivered();
        };
    }

    private void plan(Instant now, Duration after, Visitor visitor, Happening happening) {
        plan.add(new Planned(now.plus(after), visitor, happening));
    }
}
