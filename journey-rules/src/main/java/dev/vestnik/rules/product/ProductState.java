package dev.vestnik.rules.product;

import dev.vestnik.rules.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A product as its owner knows it; immutable.
 *
 * @param latest what the shop said last; null: nothing yet
 * @param launchedAt when it could be bought for the first time; null: never yet
 * @param prices at which it could be bought before
 * @param newsAt when its buckets were last told news of it; null: never
 * @param heard the fingerprints of the last events: they may come again
 * @param wakesAt when the next ones of the waiting list are told, or the product is forgotten; null: neither
 */
public record ProductState(
        @Nullable ProductUpdate latest,
        @Nullable Instant launchedAt,
        PriceHistory prices,
        @Nullable Instant newsAt,
        List<Long> heard,
        WaitingList waiting,
        @Nullable Instant wakesAt) {
    /** A product never heard of. */
    public static final ProductState NONE =
            new ProductState(null, null, PriceHistory.NONE, null, List.of(), WaitingList.NONE, null);

    /** A product that comes back later than this after it was deleted is a new one. */
    static final Duration DELETED_KEPT = PriceHistory.COUNTS;

    private static final String SOURCE = "shop.products";
    private static final int MOST_HEARD = 16;

    public ProductState {
        heard = List.copyOf(heard);
    }

    /** The product as it is now; null: the shop has said nothing of it, or has deleted it. */
    public @Nullable ProductFacts facts() {
        return latest == null ? null : latest.facts();
    }

    /** Whether the shop has said something later: records may come out of their order, and again after a crash. */
    public boolean isOlder(ProductUpdate update) {
        return latest != null && update.at().isBefore(latest.at());
    }

    boolean hasHeard(ProductUpdate update) {
        return heard.contains(fingerprint(update));
    }

    private static long fingerprint(ProductUpdate update) {
        return Event.fingerprint(SOURCE, update.eventId());
    }

    private boolean isDeleted() {
        return latest != null && latest.facts() == null;
    }

    int stock() {
        ProductFacts facts = facts();
        return facts == null ? 0 : facts.stock();
    }

    /** The price at which it can be bought; null: it cannot. */
    private @Nullable ProductPrice price() {
        ProductFacts facts = facts();
        return facts == null || !facts.isInStock() ? null : facts.price();
    }

    /** The price from which another one drops; null: none. */
    @Nullable
    ProductPrice lowestPrice(Instant now) {
        return prices.lowest(price(), now);
    }

    /** The state with what the shop says now. */
    ProductState knowing(ProductUpdate update, Instant now) {
        List<Long> events = new ArrayList<>(heard);
        events.add(fingerprint(update));
        while (events.size() > MOST_HEARD) {
            events.removeFirst();
        }
        ProductFacts facts = update.facts();
        int stock = facts == null ? 0 : facts.stock();
        Instant first = launchedAt == null && stock > 0 ? update.at() : launchedAt;
        ProductPrice was = price();
        ProductState known =
                new ProductState(update, first, prices, newsAt, events, waiting.stocked(stock(), stock), null);
        return was == null || was.equals(known.price()) ? known : known.with(prices.followed(was, now));
    }

    private ProductState with(PriceHistory other) {
        return new ProductState(latest, launchedAt, other, newsAt, heard, waiting, wakesAt);
    }

    ProductState inNews(Instant at) {
        return new ProductState(latest, launchedAt, prices, at, heard, waiting, wakesAt);
    }

    /** The state with another waiting list, which is served at once where it can be. */
    ProductState waiting(WaitingList other, Instant now) {
        Instant forgotten = isDeleted() ? Objects.requireNonNull(latest).at().plus(DELETED_KEPT) : null;
        return wakingAt(other, other.serves() ? now : forgotten);
    }

    ProductState wakingAt(WaitingList other, @Nullable Instant at) {
        return new ProductState(latest, launchedAt, prices, newsAt, heard, other, at);
    }
}
