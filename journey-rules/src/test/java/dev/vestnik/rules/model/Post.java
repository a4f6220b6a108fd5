package dev.vestnik.rules.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The words that keys tell each other: each comes at once, or when the lag is over in which it was sent; those of a way in their order. */
final class Post<W> {
    private final PriorityQueue<Letter<W>> underWay = new PriorityQueue<>(
            Comparator.<Letter<W>, Instant>comparing(Letter::at).thenComparing(Letter::number));
    private final List<RandomHistory.Lag> lags;
    private int numbers;

    private record Letter<W>(Instant at, int number, W word) {}

    Post(List<RandomHistory.Lag> lags) {
        this.lags = lags;
    }

    void send(String from, String to, Instant now, W word) {
        Instant at = lags.stream()
                .filter(lag -> lag.from().equals(from) && lag.to().equals(to))
                .map(RandomHistory.Lag::during)
                .filter(period -> !now.isBefore(period.from()) && now.isBefore(period.to()))
                .map(RandomHistory.Outage::to)
                .findFirst()
                .orElse(now);
        underWay.add(new Letter<>(at, numbers++, word));
    }

    /** When the next one arrives; null: none is under way. */
    @Nullable
    Instant next() {
        Letter<W> first = underWay.peek();
        return first == null ? null : first.at();
    }

    /** The next one, if it has arrived by then. */
    @Nullable
    W arrived(Instant now) {
        Letter<W> first = underWay.peek();
        return first == null || first.at().isAfter(now)
                ? null
                : underWay.remove().word();
    }
}
