package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Item;
import dev.vestnik.rules.model.RandomHistory.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The model of customers and of visitors who turn out to be one of them, after decision 33: the customer's key asks the visitor's, which sends
 * all that it has and hands on what comes later. What a customer who is erased was asked, sent or told about before is nobody's.
 */
final class MovingModel implements Side {
    static final String LOGIN = "customer.identified";
    private static final Duration RENEWED = Duration.ofDays(1);

    private final Map<String, Key> keys = new LinkedHashMap<>();
    private final Map<String, Key> senders = new HashMap<>(); // by message
    private final List<Model> models = new ArrayList<>(); // also those whose key has moved
    private final List<Handed> handed = new ArrayList<>();
    private final String customer;
    private final Post<Runnable> post;
    private Instant now = Instant.MIN;
    private int moves;

    MovingModel(RandomHistory history, Function<String, Model.Draws> draws) {
        this.customer = history.customer();
        this.post = new Post<>(history.lags());
        history.keys()
                .forEach(id -> keys.put(id, new Key(id, new Model(history, draws.apply(id), after -> Instant.MAX))));
        keys.values().forEach(key -> models.add(key.model));
    }

    private static final class Key {
        private final String id;
        private final Map<Key, Integer> expected = new HashMap<>(); // visitors, by the number of the move
        private final Map<Key, Instant> joined = new HashMap<>(); // visitors, since when
        private Model model;
        private @Nullable Key movedTo;
        private @Nullable Instant erasedAt;

        Key(String id, Model model) {
            this.id = id;
            this.model = model;
        }

        boolean isVisitor() {
            return id.startsWith("~");
        }
    }

    private Key key(String id) {
        return Objects.requireNonNull(keys.get(id), id);
    }

    private void send(Key from, Key to, Runnable word) {
        post.send(from.id, to.id, now, word);
    }

    @Override
    public List<Handed> take(Item item, Instant at) {
        now = at;
        switch (item) {
            case RandomHistory.Elsewhere(String key, Told told) -> happened(key(key), told);
            case Told told -> happened(key(customer), told);
            default -> keys.values().forEach(key -> hand(key, key.model.take(item, now)));
        }
        return settled();
    }

    private void hand(Key key, List<Handed> messages) {
        messages.forEach(message -> senders.put(message.message(), key));
        handed.addAll(messages);
    }

    private List<Handed> settled() {
        for (Runnable word = post.arrived(now); word != null; word = post.arrived(now)) {
            word.run();
        }
        List<Handed> copy = List.copyOf(handed);
        handed.clear();
        return copy;
    }

    private void happened(Key key, Told told) {
        if (key.movedTo != null) {
            Key to = key.movedTo;
            send(key, to, () -> handedOn(to, told.at(), () -> happened(to, told)));
            return;
        }
        boolean again = key.model.knows(told);
        hand(key, key.model.take(told, now));
        if (!again && told.type().equals(LOGIN)) {
            identified(key, key("~" + told.data().get("visitorId")));
        } else if (!again && told.type().equals(Model.ERASED)) {
            erased(key, told.at());
        }
    }

    /** What a visitor's key heard before the customer was erased is nobody's. */
    private static void handedOn(Key to, Instant recordedAt, Runnable word) {
        if (to.erasedAt == null || !recordedAt.isBefore(to.erasedAt)) {
            word.run();
        }
    }

    private void identified(Key key, Key visitor) {
        Instant joined = key.joined.get(visitor);
        if (key.isVisitor()) {
            key.model.says("NOT_MERGED", "not-a-customer");
        } else if (!key.expected.containsKey(visitor) && (joined == null || !now.isBefore(joined.plus(RENEWED)))) {
            int move = moves++;
            key.expected.put(visitor, move);
            send(key, visitor, () -> asked(visitor, key, move));
        }
    }

    /** The first customer has the visitor. */
    private void asked(Key visitor, Key by, int move) {
        if (visitor.movedTo != null && visitor.movedTo != by) {
            send(visitor, by, () -> refused(by, visitor, move));
            return;
        }
        if (visitor.movedTo == null) {
            visitor.model.at(now);
            visitor.model.says("MERGED", "moved-out");
        }
        Model all = visitor.model;
        visitor.movedTo = by;
        begin(visitor);
        send(visitor, by, () -> arrived(by, visitor, move, all));
    }

    private void begin(Key key) {
        key.model = key.model.anew();
        models.add(key.model);
    }

    private void refused(Key key, Key visitor, int move) {
        if (key.expected.remove(visitor, move)) {
            key.model.at(now);
            key.model.says("NOT_MERGED", "of-another");
        }
    }

    private void arrived(Key key, Key visitor, int move, Model all) {
        if (key.expected.remove(visitor, move)) {
            key.model.at(now);
            if (key.joined.put(visitor, now) == null) {
                key.model.says("MERGED", "moved-in");
            }
            hand(key, key.model.unite(all, now));
        }
    }

    private void erased(Key key, Instant recordedAt) {
        Set<Key> visitors = new HashSet<>(key.expected.keySet());
        visitors.addAll(key.joined.keySet());
        key.expected.clear();
        key.joined.clear();
        key.erasedAt = recordedAt;
        visitors.forEach(visitor -> send(key, visitor, () -> forget(visitor, key)));
    }

    private void forget(Key visitor, Key of) {
        if (visitor.movedTo == of) {
            visitor.movedTo = null;
            begin(visitor);
        }
    }

    @Override
    public List<Handed> reported(Reported report, Instant at) {
        now = at;
        reported(Objects.requireNonNull(senders.get(report.of().message())), report);
        return settled();
    }

    private void reported(Key key, Reported report) {
        if (key.movedTo == null) {
            hand(key, key.model.reported(report, now));
        } else {
            Key to = key.movedTo;
            Instant recordedAt = now;
            send(key, to, () -> handedOn(to, recordedAt, () -> reported(to, report)));
        }
    }

    @Override
    public @Nullable Instant due() {
        return Stream.concat(
                        keys.values().stream().map(key -> key.model.due()),
                        Stream.of(post).map(Post::next))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    @Override
    public List<Handed> wake(Instant due, Instant at) {
        now = at;
        List<Handed> all = new ArrayList<>(settled());
        for (Key key : List.copyOf(keys.values()).reversed()) {
            if (due.equals(key.model.due())) {
                hand(key, key.model.wake(due, now));
                all.addAll(settled());
            }
        }
        return all;
    }

    @Override
    public List<Line> lines() {
        return models.stream().flatMap(model -> model.lines().stream()).toList();
    }
}
