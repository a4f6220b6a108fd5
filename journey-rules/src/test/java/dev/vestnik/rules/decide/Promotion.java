package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Armed;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.customer.HeldOffer;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.offer.Offer;
import dev.vestnik.rules.offer.PoolDecided;
import dev.vestnik.rules.offer.PoolDecided.Reply;
import dev.vestnik.rules.offer.PoolTable;
import dev.vestnik.rules.offer.PoolWord;
import dev.vestnik.rules.owner.AskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Customers and the pool of an offer, with the real rules. What they tell each other comes in the order in which each said it, as in {@code
 * engine.commands}.
 */
final class Promotion {
    static final CustomerKey ANNA = new CustomerKey("main", "anna");
    static final CustomerKey BORIS = new CustomerKey("main", "boris");
    static final Duration VALID = Duration.ofDays(14);
    static final Offer OFFER = new Offer("spring", Set.of(), VALID, null, 1);

    private final Decider decider = new Decider((customer, channel, topic) -> "https://shop.example/u");
    private final Map<CustomerKey, CustomerState> customers = new LinkedHashMap<>();
    private final Map<CustomerKey, List<Effect>> effects = new HashMap<>();
    private final Map<String, Deque<Runnable>> underWay = new LinkedHashMap<>();
    private final PoolTable pool = new PoolTable(OFFER);
    private final Definitions definitions;
    private Instant now = Shop.NOON;
    private int count;

    Promotion(Journey... journeys) {
        definitions = Shop.definitions(1, Status.LIVE, InFlight.KEEP, journeys);
    }

    Promotion codes(String... codes) {
        pool.hears(new PoolWord.Add(List.of(codes)), now);
        return this;
    }

    Instant now() {
        return now;
    }

    PoolTable pool() {
        return pool;
    }

    /** It happens; what the pool and the customer tell each other about it is under way. */
    Promotion says(CustomerKey customer, String type, Map<String, Object> data) {
        signal(customer, new Signal.Happened(new Event("/shops/main", "e" + count++, type, now, data), now));
        return this;
    }

    /** It happens, and all that comes of it. */
    Promotion happens(CustomerKey customer, String type, Map<String, Object> data) {
        return says(customer, type, data).settle();
    }

    void signal(CustomerKey customer, Signal signal) {
        Decided decided = decider.decide(customer, state(customer), signal, definitions, now);
        customers.put(customer, decided.state());
        effects(customer).addAll(decided.effects());
        for (Effect effect : decided.effects()) {
            switch (effect) {
                case Effect.Ask ask -> tell(customer, new PoolWord.Take(id(ask.askId()), customer), ask.askId());
                case Effect.GiveBack back -> tell(customer, new PoolWord.GiveBack(id(back.askId())), null);
                case Effect.TellPool(var offer, var word) -> tell(customer, word, null);
                default -> {}
            }
        }
    }

    private static AskId id(String text) {
        return Objects.requireNonNull(AskId.parse(text));
    }

    private void tell(CustomerKey customer, PoolWord word, @Nullable String askId) {
        send(customer + ">pool", () -> hears(word, customer, askId));
    }

    private void hears(PoolWord word, CustomerKey asker, @Nullable String askId) {
        PoolDecided decided = pool.hears(word, now);
        for (PoolDecided.Told told : decided.told()) {
            send("pool>" + told.customer(), () -> signal(told.customer(), new Signal.Redeemed(told.news())));
        }
        if (askId != null) {
            Signal answer = switch (Objects.requireNonNull(decided.reply())) {
                case Reply.Given(var result) -> new Signal.Granted(askId, result);
                case Reply.Denied(var reason, var detail) -> new Signal.Refused(askId, reason.label());
            };
            send("pool>" + asker, () -> signal(asker, answer));
        }
    }

    /** A checkout redeems a code. */
    Promotion redeems(CustomerKey customer, String code, String order) {
        hears(new PoolWord.Redeem(code, customer, order, false), customer, null);
        return this;
    }

    private void send(String way, Runnable arrival) {
        underWay.computeIfAbsent(way, key -> new ArrayDeque<>()).add(arrival);
    }

    /** All that is under way arrives. */
    Promotion settle() {
        while (!underWay.isEmpty()) {
            arrive(underWay.keySet().iterator().next());
        }
        return this;
    }

    /** The first of one way arrives; false where nothing is under way. */
    boolean arrive(Random random) {
        if (underWay.isEmpty()) {
            return false;
        }
        List<String> ways = new ArrayList<>(underWay.keySet());
        arrive(ways.get(random.nextInt(ways.size())));
        return true;
    }

    private void arrive(String way) {
        Deque<Runnable> arrivals = Objects.requireNonNull(underWay.get(way));
        Runnable first = arrivals.remove();
        if (arrivals.isEmpty()) {
            underWay.remove(way);
        }
        first.run();
    }

    /** Time passes and whoever is due is woken; what is under way stays so. */
    Promotion after(Duration duration) {
        Instant end = now.plus(duration);
        for (int wakes = 0; wakes < 10_000; wakes++) {
            Wake next = next(end);
            if (next == null) {
                now = end;
                return this;
            }
            now = next.at().isAfter(now) ? next.at() : now;
            signal(next.customer(), new Signal.Woken(next.at(), next.wakeClass()));
        }
        throw new AssertionError("never comes to rest");
    }

    private record Wake(CustomerKey customer, WakeClass wakeClass, Instant at) {}

    private @Nullable Wake next(Instant end) {
        Wake first = null;
        for (Map.Entry<CustomerKey, CustomerState> one : customers.entrySet()) {
            Armed armed = one.getValue().armed();
            for (WakeClass wakeClass : WakeClass.values()) {
                Instant at = switch (wakeClass) {
                    case SERVICE -> armed.service();
                    case MARKETING -> armed.marketing();
                    case HOUSEKEEPING -> armed.housekeeping();
                };
                if (at != null && !at.isAfter(end) && (first == null || at.isBefore(first.at()))) {
                    first = new Wake(one.getKey(), wakeClass, at);
                }
            }
        }
        return first;
    }

    CustomerState state(CustomerKey customer) {
        return customers.getOrDefault(customer, CustomerState.NEW);
    }

    List<HeldOffer> held(CustomerKey customer) {
        return state(customer).memory().history().offers();
    }

    private List<Effect> effects(CustomerKey customer) {
        return effects.computeIfAbsent(customer, key -> new ArrayList<>());
    }

    <T extends Effect> List<T> only(CustomerKey customer, Class<T> type) {
        return effects(customer).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Outcomes with their reasons, in order: {@code LEFT purchased}. */
    List<String> story(CustomerKey customer) {
        return only(customer, Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .map(decision -> decision.outcome() + (decision.reason() == null ? "" : " " + decision.reason()))
                .toList();
    }
}
