package dev.vestnik.rules.decide;

import dev.vestnik.rules.address.AddressDecided;
import dev.vestnik.rules.address.AddressKey;
import dev.vestnik.rules.address.AddressRules;
import dev.vestnik.rules.address.AddressState;
import dev.vestnik.rules.address.AddressWord;
import dev.vestnik.rules.address.Inbound;
import dev.vestnik.rules.address.Inbound.Reference;
import dev.vestnik.rules.address.InboundDecided;
import dev.vestnik.rules.address.InboundRules;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Signal.Receipt;
import dev.vestnik.rules.decide.Signal.Receipt.DeadToken;
import dev.vestnik.rules.decide.Signal.Receipt.Details;
import dev.vestnik.rules.definition.Definitions;
import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.owner.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Customers who share addresses, and the owners of these, with the real rules. What they tell each other comes in the order in which each
 * said it to each, as in {@code engine.commands}.
 */
final class Household {
    static final CustomerKey ANNA = new CustomerKey("main", "anna");
    static final CustomerKey BORIS = new CustomerKey("main", "boris");

    private final Decider decider = new Decider((customer, channel, topic) -> "https://shop.example/u");
    private final Map<CustomerKey, CustomerState> customers = new HashMap<>();
    private final Map<CustomerKey, List<Effect>> effects = new HashMap<>();
    private final Map<AddressKey, AddressState> addresses = new HashMap<>();
    private final Map<String, Deque<Runnable>> underWay = new LinkedHashMap<>();
    private Definitions definitions;
    private Instant now = Shop.NOON;
    private int count;

    Household(Journey... journeys) {
        definitions = Shop.definitions(1, Status.LIVE, InFlight.KEEP, journeys);
    }

    void publish(Definitions other) {
        definitions = other;
    }

    Definitions published() {
        return definitions;
    }

    Instant now() {
        return now;
    }

    /** It is this time, and nobody is woken. */
    void jump(Instant to) {
        now = to;
    }

    void after(long seconds) {
        now = now.plusSeconds(seconds);
    }

    /** It happens, and all that comes of it. */
    void happens(CustomerKey customer, String type, Map<String, Object> data) {
        says(customer, type, data);
        settle();
    }

    /** It happens; what owners and customers tell each other about it is under way. */
    void says(CustomerKey customer, String type, Map<String, Object> data) {
        says(customer, type, data, now);
    }

    /** The same as of an event that came to its topic then. */
    void says(CustomerKey customer, String type, Map<String, Object> data, Instant recordedAt) {
        Event event = new Event("/shops/main", "e" + count++, type, now, data);
        signal(customer, new Signal.Happened(event, recordedAt));
    }

    void registers(CustomerKey customer, String token, Instant at) {
        says(customer, "device.registered", Map.of("platform", "ios", "token", token), at);
    }

    void reports(CustomerKey customer, UUID message, boolean addressDead, List<String> deadTokens) {
        List<DeadToken> tokens =
                deadTokens.stream().map(token -> new DeadToken(token, null)).toList();
        Channel channel = deadTokens.isEmpty() ? Channel.EMAIL : Channel.PUSH;
        reports(customer, message, channel, new Details("550", false, null, addressDead, false, tokens, Map.of()), now);
    }

    /** The message came to nothing for good, a sender said then. */
    void reports(CustomerKey customer, UUID message, Channel channel, Details details, Instant at) {
        String id = "r" + count++;
        signal(customer, new Receipt(id, message, 1, channel, Receipt.Status.FAILED_PERMANENT, details, at));
    }

    void signal(CustomerKey customer, Signal signal) {
        Decided decided = decider.decide(customer, state(customer), signal, definitions, now);
        customers.put(customer, decided.state());
        effects.computeIfAbsent(customer, key -> new ArrayList<>()).addAll(decided.effects());
        for (Effect effect : decided.effects()) {
            if (effect instanceof Effect.TellAddress(var address, var word)) {
                send(customer + ">" + address, () -> hears(address, word));
            }
            if (effect instanceof Effect.Ask(var askId, var owner, var request)
                    && request instanceof Request.AddressStanding) {
                AddressKey address = AddressKey.parse(owner.toString());
                send(customer + ">" + address, () -> asks(customer, askId, address));
            }
            tell(customer, effect, signal);
        }
    }

    /** What keys tell each other of moves. */
    private void tell(CustomerKey customer, Effect effect, Signal signal) {
        switch (effect) {
            case Effect.Ask(var askId, var owner, var request)
            when request instanceof Request.MoveOut out ->
                tell(customer, CustomerKey.parse(owner.key()), new Signal.Asked(askId, customer.toString(), out));
            case Effect.Refuse(var askId, var asker, var reason, var detail)
            when MovesIn.move(askId) != null ->
                tell(customer, CustomerKey.parse(asker), new Signal.Refused(askId, reason.label()));
            case Effect.MoveOut(var to, var move, var state) ->
                tell(customer, to, new Signal.MovedIn(customer, move, state));
            case Effect.TellMove(var to, var move, var word) ->
                tell(customer, to, new Signal.MoveSaid(customer, move, word));
            case Effect.Relay(var to) ->
                tell(
                        customer,
                        to,
                        new Signal.Relayed(
                                signal instanceof Signal.Happened happened ? happened.recordedAt() : now, signal));
            default -> {
                // nothing that another customer's key is to hear
            }
        }
    }

    private void tell(CustomerKey from, CustomerKey to, Signal signal) {
        send(from + ">" + to, () -> signal(to, signal));
    }

    /** Lets this happen to the customer when its turn comes among all that is under way; each key's events stay in their order. */
    void comes(CustomerKey customer, Event event, Instant recordedAt) {
        send("shop>" + customer, () -> signal(customer, new Signal.Happened(event, recordedAt)));
    }

    /** This is published when its turn comes among all that is under way, and the walk comes by these keys at once. */
    void publishes(Definitions other, CustomerKey... walkedTo) {
        send("shop>all", () -> {
            publish(other);
            for (CustomerKey key : walkedTo) {
                signal(key, new Signal.Redefined());
            }
        });
    }

    /** What is under way gets lost. */
    void lose() {
        underWay.clear();
    }

    /** From how many ways the next word may come. */
    int ways() {
        return underWay.size();
    }

    /** The first word of this way arrives. */
    void arrives(int way) {
        arrives(List.copyOf(underWay.keySet()).get(way));
    }

    /** Time passes; all that comes due on the way is woken at its time, and what comes of it arrives. */
    void passes(Duration duration) {
        settle();
        Instant end = now.plus(duration);
        for (int wakes = 0; wakes < 10_000; wakes++) {
            Due next = firstDue();
            if (next == null || next.at().isAfter(end)) {
                now = end;
                return;
            }
            now = next.at().isAfter(now) ? next.at() : now;
            signal(next.customer(), new Signal.Woken(next.at(), next.wakeClass()));
            settle();
        }
        throw new AssertionError("never comes to rest");
    }

    private record Due(CustomerKey customer, Signal.WakeClass wakeClass, Instant at) {}

    private @Nullable Due firstDue() {
        List<Due> all = new ArrayList<>();
        customers.forEach((customer, state) -> {
            due(all, customer, Signal.WakeClass.SERVICE, state.armed().service());
            due(all, customer, Signal.WakeClass.MARKETING, state.armed().marketing());
            due(all, customer, Signal.WakeClass.HOUSEKEEPING, state.armed().housekeeping());
        });
        return all.stream()
                .min(Comparator.comparing(Due::at)
                        .thenComparing(due -> due.customer().toString()))
                .orElse(null);
    }

    private static void due(List<Due> all, CustomerKey customer, Signal.WakeClass wakeClass, @Nullable Instant at) {
        if (at != null) {
            all.add(new Due(customer, wakeClass, at));
        }
    }

    /** The owner of an address hears a word. */
    void hears(AddressKey address, AddressWord word) {
        AddressDecided decided = AddressRules.decide(address, address(address), word, now);
        addresses.put(address, decided.state());
        for (AddressDecided.Told told : decided.told()) {
            send(
                    address + ">" + told.customer(),
                    () -> signal(told.customer(), new Signal.Heard("n" + count++, told.news())));
        }
    }

    /** A customer asks the owner of an address how it stands. */
    private void asks(CustomerKey customer, String askId, AddressKey address) {
        Map<String, Object> standing = AddressRules.standing(address(address));
        send(address + ">" + customer, () -> signal(customer, new Signal.Granted(askId, standing)));
    }

    /** A person sends this text from an address; its owner hears it at once, and tells its customers. */
    InboundDecided writes(AddressKey address, Inbound.Kind kind, String text) {
        return hears(address, inbound("i" + count++, kind, text));
    }

    /** The same of a message that came then, with this id. */
    Inbound inbound(String id, Inbound.Kind kind, String text) {
        Reference none = new Reference(null, null);
        return new Inbound(id, kind, Inbound.meaning(kind, text), text, none, now, now);
    }

    InboundDecided hears(AddressKey address, Inbound inbound) {
        InboundDecided decided = InboundRules.decide(address, address(address), inbound, now);
        addresses.put(address, decided.state());
        for (CustomerKey customer : decided.told()) {
            send(address + ">" + customer, () -> signal(customer, new Signal.Wrote(address, decided.inbound())));
        }
        return decided;
    }

    private void send(String way, Runnable arrival) {
        underWay.computeIfAbsent(way, key -> new ArrayDeque<>()).add(arrival);
    }

    boolean isSettled() {
        return underWay.isEmpty();
    }

    /** The first word of one of the ways arrives. */
    void oneArrives(Random random) {
        List<String> ways = List.copyOf(underWay.keySet());
        arrives(ways.get(random.nextInt(ways.size())));
    }

    private void arrives(String way) {
        Deque<Runnable> words = underWay.get(way);
        Runnable first = words.remove();
        if (words.isEmpty()) {
            underWay.remove(way);
        }
        first.run();
    }

    /** All that is under way arrives. */
    void settle() {
        Random first = new Random(1);
        for (int words = 0; !isSettled(); words++) {
            if (words > 10_000) {
                throw new AssertionError("never comes to rest");
            }
            oneArrives(first);
        }
    }

    /** As if all this had happened. */
    void become(CustomerKey customer, CustomerState state) {
        customers.put(customer, state);
    }

    CustomerState state(CustomerKey customer) {
        return customers.getOrDefault(customer, CustomerState.NEW);
    }

    AddressState address(AddressKey address) {
        return addresses.getOrDefault(address, AddressState.NONE);
    }

    List<String> tokens(CustomerKey customer) {
        return state(customer).devices().stream()
                .map(device -> device.address())
                .toList();
    }

    <T extends Effect> List<T> only(CustomerKey customer, Class<T> type) {
        return effects.getOrDefault(customer, List.of()).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    List<Effect.Send> sent(CustomerKey customer) {
        return only(customer, Effect.Send.class);
    }

    /** Outcomes with their reasons, in order. */
    List<String> story(CustomerKey customer) {
        return only(customer, Effect.Record.class).stream()
                .map(Effect.Record::decision)
                .map(decision -> decision.outcome() + (decision.reason() == null ? "" : " " + decision.reason()))
                .toList();
    }
}
