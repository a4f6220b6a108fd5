package dev.vestnik.rules.model;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.CustomerState;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.MoveIds;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.model.RandomHistory.Item;
import dev.vestnik.rules.model.RandomHistory.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules for customers and for visitors who turn out to be one of them. */
public final class MovingRules implements Side {
    private final Map<String, Rules> keys = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Rules customer;
    private final Post<Word> post;

    /** Something that one key tells another. */
    private record Word(Rules to, Signal signal) {}

    public MovingRules(RandomHistory history) {
        this(history, state -> state);
    }

    /** @param restarted a state after each decision, as it is read from disk */
    public MovingRules(RandomHistory history, UnaryOperator<CustomerState> restarted) {
        this(history, new Compiled(history), restarted);
    }

    private MovingRules(RandomHistory history, Compiled compiled, UnaryOperator<CustomerState> restarted) {
        Telling telling = new Telling();
        history.keys()
                .forEach(id ->
                        keys.put(id, new Rules(new CustomerKey(Rules.SHOP, id), compiled, telling, lines, restarted)));
        this.customer = key(history.customer());
        this.post = new Post<>(history.lags());
    }

    private Rules key(String id) {
        return Objects.requireNonNull(keys.get(id), id);
    }

    Model.Draws draws(String key) {
        return key(key);
    }

    @Override
    public List<Handed> take(Item item, Instant now) {
        return switch (item) {
            case RandomHistory.Elsewhere(String key, Told told) -> hear(key(key), happened(told), now);
            case Told told -> hear(customer, happened(told), now);
            case RandomHistory.Published published -> published(published, now);
            default -> throw new AssertionError("not of such histories: " + item);
        };
    }

    private static Signal happened(Told told) {
        return new Signal.Happened(Rules.event(told), told.at());
    }

    private List<Handed> published(RandomHistory.Published published, Instant now) {
        List<Handed> handed = new ArrayList<>(customer.take(published, now));
        keys.values().stream()
                .filter(key -> key != customer)
                .forEach(key -> handed.addAll(key.hear(new Signal.Redefined(), now)));
        handed.addAll(settled(now));
        return handed;
    }

    private List<Handed> hear(Rules key, Signal signal, Instant now) {
        List<Handed> handed = new ArrayList<>(key.hear(signal, now));
        handed.addAll(settled(now));
        return handed;
    }

    /** All that the keys have told each other arrives, but for what is under way still. */
    private List<Handed> settled(Instant now) {
        List<Handed> handed = new ArrayList<>();
        listen();
        for (Word word = post.arrived(now); word != null; word = post.arrived(now)) {
            handed.addAll(word.to().hear(word.signal(), now));
            listen();
        }
        return handed;
    }

    private void listen() {
        keys.values().forEach(from -> from.told().forEach(said -> send(from.key(), said)));
    }

    private void send(CustomerKey from, Rules.Said said) {
        switch (said.effect()) {
            case Effect.Ask ask
            when MoveIds.asked(ask, from) instanceof Signal signal ->
                send(from, CustomerKey.parse(ask.owner().key()), said, signal);
            case Effect.Refuse(var askId, var asker, var reason, var detail) ->
                send(from, CustomerKey.parse(asker), said, new Signal.Refused(askId, reason.label()));
            case Effect.MoveOut(var to, var move, var state) ->
                send(from, to, said, new Signal.MovedIn(from, move, state));
            case Effect.TellMove(var to, var move, var word) ->
                send(from, to, said, new Signal.MoveSaid(from, move, word));
            case Effect.Relay(var to) -> send(from, to, said, new Signal.Relayed(recordedAt(said), said.of()));
            default -> {}
        }
    }

    private void send(CustomerKey from, CustomerKey to, Rules.Said said, Signal signal) {
        post.send(from.customerId(), to.customerId(), said.now(), new Word(key(to.customerId()), signal));
    }

    private static Instant recordedAt(Rules.Said said) {
        return said.of() instanceof Signal.Happened happened ? happened.recordedAt() : said.now();
    }

    @Override
    public List<Handed> reported(Reported report, Instant now) {
        Rules sender = keys.values().stream()
                .filter(key -> key.hasSent(report.of()))
                .findFirst()
                .orElseThrow();
        List<Handed> handed = new ArrayList<>(sender.reported(report, now));
        handed.addAll(settled(now));
        return handed;
    }

    @Override
    public @Nullable Instant due() {
        return Stream.concat(
                        keys.values().stream().map(Rules::due), Stream.of(post).map(Post::next))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Visitors first. */
    @Override
    public List<Handed> wake(Instant due, Instant now) {
        List<Handed> handed = settled(now);
        for (Rules key : List.copyOf(keys.values()).reversed()) {
            if (due.equals(key.due())) {
                handed.addAll(key.wake(due, now));
                handed.addAll(settled(now));
            }
        }
        return handed;
    }

    @Override
    public List<Line> lines() {
        return lines;
    }
}
