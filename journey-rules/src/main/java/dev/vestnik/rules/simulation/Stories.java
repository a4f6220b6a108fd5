package dev.vestnik.rules.simulation;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.decide.Decided;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal;
import dev.vestnik.rules.journey.JourneyId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the timelines of a few of those who enter the journey: which they are is a draw by their keys, the same each time. Never holds
 * texts, addresses, or what journeys compute. For one thread.
 */
public final class Stories implements Observer {
    /** Enough to see what a journey is like. */
    static final int MOST = 5;

    private static final int MOST_ENTRIES = 100;

    private final JourneyId journey;
    private final TreeMap<Drawn, List<Entry>> byDraw = new TreeMap<>();
    private final Map<CustomerKey, List<Entry>> kept = new HashMap<>();

    /**
     * A decision on a customer's timeline.
     *
     * @param signal an event's type, {@code wake-up}, {@code receipt} or {@code answer}
     */
    public record Entry(
            Instant at,
            String signal,
            Outcome outcome,
            @Nullable String reason,
            @Nullable String journey,
            @Nullable String step,
            @Nullable String channel,
            @Nullable String template) {}

    /** A customer's timeline. */
    public record Story(CustomerKey customer, List<Entry> entries) {
        public Story {
            entries = List.copyOf(entries);
        }
    }

    public Stories(JourneyId journey) {
        this.journey = journey;
    }

    /** A customer in the order of the draw. */
    private record Drawn(int number, CustomerKey customer) implements Comparable<Drawn> {
        private static final Comparator<Drawn> ORDER = Comparator.comparingInt(Drawn::number)
                .thenComparing(drawn -> drawn.customer().toString());

        static Drawn of(CustomerKey customer) {
            return new Drawn(customer.murmur2() * 0x9e3779b9, customer);
        }

        @Override
        public int compareTo(Drawn other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public void decided(Moment moment, Decided decided) {
        for (Effect effect : decided.effects()) {
            if (effect instanceof Effect.Record(Decision decision, int sequence)) {
                List<Entry> entries = entries(moment.customer(), decision);
                if (entries != null && entries.size() < MOST_ENTRIES) {
                    entries.add(entry(moment, decision));
                }
            } else if (effect instanceof Effect.Erase) {
                forget(Drawn.of(moment.customer()));
            }
        }
    }

    /** Null of a customer whose timeline is not kept. Draws none but who enters: a draw is a hash of the key's text. */
    private @Nullable List<Entry> entries(CustomerKey customer, Decision decision) {
        List<Entry> known = kept.get(customer);
        return known == null && isEntry(decision) ? begun(Drawn.of(customer)) : known;
    }

    private @Nullable List<Entry> begun(Drawn drawn) {
        if (byDraw.size() >= MOST && drawn.compareTo(byDraw.lastKey()) > 0) {
            return null;
        }
        if (byDraw.size() >= MOST) {
            forget(byDraw.lastKey());
        }
        List<Entry> fresh = new ArrayList<>();
        byDraw.put(drawn, fresh);
        kept.put(drawn.customer(), fresh);
        return fresh;
    }

    private void forget(Drawn drawn) {
        byDraw.remove(drawn);
        kept.remove(drawn.customer());
    }

    private boolean isEntry(Decision decision) {
        About about = decision.about();
        return decision.outcome() == Outcome.ENTERED
                && about != null
                && about.journey().equals(journey.value());
    }

    private static Entry entry(Moment moment, Decision decision) {
        About about = decision.about();
        MessageFacts message = decision.message();
        return new Entry(
                moment.now(),
                kind(moment.signal()),
                decision.outcome(),
                decision.reason(),
                about == null ? null : about.journey(),
                about == null ? null : about.step(),
                message == null ? null : message.channel().label(),
                message == null ? null : message.template());
    }

    private static String kind(Signal signal) {
        if (signal instanceof Signal.Happened happened) {
            return happened.event().type();
        }
        return signal instanceof Signal.Woken ? "wake-up" : signal instanceof Signal.Receipt ? "receipt" : "answer";
    }

    @Override
    public void reached(Instance run, String step) {}

    @Override
    public void failed(Moment moment) {}

    @Override
    public void left(CustomerKey customer, Instance run) {}

    /** Takes over those of other customers; of all together the few that are drawn stay. */
    public void add(Stories other) {
        byDraw.putAll(other.byDraw);
        kept.putAll(other.kept);
        while (byDraw.size() > MOST) {
            forget(byDraw.lastKey());
        }
    }

    /** The customers in the order of the draw. */
    public List<Story> all() {
        return byDraw.entrySet().stream()
                .map(drawn -> new Story(drawn.getKey().customer(), drawn.getValue()))
                .toList();
    }
}
