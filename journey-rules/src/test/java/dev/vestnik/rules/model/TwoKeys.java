package dev.vestnik.rules.model;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.MoveIds;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.model.History.Item;
import dev.vestnik.rules.model.History.Told;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules for a customer and a visitor who turns out to be the customer. What their keys tell each other arrives at once. */
public final class TwoKeys implements Side {
    private final Rules customer;
    private final Rules visitor;
    private final Deque<Word> words = new ArrayDeque<>();

    /** Something that one key tells the other. */
    record Word(Rules to, Signal signal) {}

    public TwoKeys(History history) {
        Compiled compiled = new Compiled(history);
        Telling telling = new Telling();
        List<Line> lines = new ArrayList<>();
        this.customer = new Rules(new CustomerKey(Rules.SHOP, history.customer()), compiled, telling, lines);
        this.visitor = new Rules(new CustomerKey(Rules.SHOP, history.visitor()), compiled, telling, lines);
    }

    Model.Draws draws(boolean ofVisitor) {
        return ofVisitor ? visitor : customer;
    }

    @Override
    public List<Handed> take(Item item, Instant now) {
        return switch (item) {
            case History.Visited(Told told) -> hear(visitor, new Signal.Happened(Rules.event(told), told.at()), now);
            case Told told -> hear(customer, new Signal.Happened(Rules.event(told), told.at()), now);
            case History.Published published -> {
                List<Handed> handed = new ArrayList<>(customer.take(published, now));
                handed.addAll(hear(visitor, new Signal.Redefined(), now));
                handed.addAll(settled(now));
                yield handed;
            }
            default -> throw new AssertionError("not of such histories: " + item);
        };
    }

    private List<Handed> hear(Rules key, Signal signal, Instant now) {
        List<Handed> handed = new ArrayList<>(key.hear(signal, now));
        handed.addAll(settled(now));
        return handed;
    }

    /** All that the keys have told each other arrives. */
    private List<Handed> settled(Instant now) {
        List<Handed> handed = new ArrayList<>();
        listen();
        while (!words.isEmpty()) {
            Word word = words.remove();
            handed.addAll(word.to().hear(word.signal(), now));
            listen();
        }
        return handed;
    }

    private void listen() {
        listen(customer);
        listen(visitor);
    }

    private void listen(Rules key) {
        Rules other = key == customer ? visitor : customer;
        key.told().forEach(said -> {
            Signal signal = signal(key.key(), said);
            if (signal != null) {
                words.add(new Word(other, signal));
            }
        });
    }

    private static @Nullable Signal signal(CustomerKey from, Rules.Said said) {
        return switch (said.effect()) {
            case Effect.Ask ask -> MoveIds.asked(ask, from);
            case Effect.Refuse(var askId, var asker, var reason, var detail) ->
                new Signal.Refused(askId, reason.label());
            case Effect.MoveOut(var to, var move, var state) -> new Signal.MovedIn(from, move, state);
            case Effect.TellMove(var to, var move, var word) -> new Signal.MoveSaid(from, move, word);
            case Effect.Relay(var to) -> new Signal.Relayed(recordedAt(said), said.of());
            default -> null;
        };
    }

    private static Instant recordedAt(Rules.Said said) {
        return said.of() instanceof Signal.Happened happened ? happened.recordedAt() : said.now();
    }

    @Override
    public List<Handed> reported(Reported report, Instant now) {
        Rules sender = visitor.hasSent(report.of()) ? visitor : customer;
        List<Handed> handed = new ArrayList<>(sender.reported(report, now));
        handed.addAll(settled(now));
        return handed;
    }

    @Override
    public @Nullable Instant due() {
        return Stream.of(customer.due(), visitor.due())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    @Override
    public List<Handed> wake(Instant due, Instant now) {
        List<Handed> handed = new ArrayList<>();
        for (Rules key : List.of(visitor, customer)) {
            if (due.equals(key.due())) {
                handed.addAll(key.wake(due, now));
                handed.addAll(settled(now));
            }
        }
        return handed;
    }

    @Override
    public List<Line> lines() {
        return customer.lines();
    }
}
