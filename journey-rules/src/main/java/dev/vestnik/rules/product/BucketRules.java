package dev.vestnik.rules.product;

import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.product.BucketState.Known;
import dev.vestnik.rules.product.InterestedRows.Interested;
import dev.vestnik.rules.product.ProductDecided.Told;
import dev.vestnik.rules.product.ProductNews.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules of a bucket's owner: pure. News go out in slices; how far they have come is in the state, and changes with each slice, so
 * that nobody is left out and nobody is told twice.
 */
public final class BucketRules {
    /** So many rows are looked at in a slice. */
    static final int SLICE = 200;

    /** More launches than this at a time are a catalogue that is read in, and no news. */
    static final int MOST_FAN_OUTS = 16;

    private BucketRules() {}

    /** Begins to tell news, or changes those under way. A newer drop of a price begins anew: it is lower for all. */
    public static BucketDecided heard(ProductKey key, BucketState state, ProductNews news, Instant now) {
        Instant until = now.plus(ProductRules.NEWS_LAST);
        List<ProductFanOut> fanOuts = new ArrayList<>();
        for (ProductFanOut one : state.fanOuts()) {
            if (!one.isOf(news.product())) {
                fanOuts.add(one);
            } else if (news.kind() != one.news().kind()) {
                fanOuts.add(one.with(news.facts()));
            }
        }
        boolean begins = news.kind() != Kind.CHANGED;
        boolean full = begins && fanOuts.size() >= MOST_FAN_OUTS;
        if (begins && !full) {
            fanOuts.add(new ProductFanOut(news, "", until));
        }
        Known known = key.subject().equals(Interest.Subject.product(news.product()))
                ? new Known(news.facts(), until)
                : state.known();
        return new BucketDecided(
                BucketState.of(fanOuts, known, now), List.of(), full ? List.of(news.kind()) : List.of());
    }

    /** Tells the next ones, and forgets what is no news any more. */
    public static BucketDecided walk(ProductKey key, BucketState state, Listeners listeners, Instant now) {
        List<ProductFanOut> left = new ArrayList<>();
        List<Kind> untold = new ArrayList<>();
        for (ProductFanOut one : state.fanOuts()) {
            if (one.until().isAfter(now) && listeners.listened().test(one.news().kind())) {
                left.add(one);
            } else {
                untold.add(one.news().kind());
            }
        }
        List<Told> told = new ArrayList<>();
        ProductFanOut first =
                left.stream().filter(ProductFanOut::isTrue).findFirst().orElse(null);
        if (first != null) {
            List<Interested> slice = listeners.rows().behind(first.after(), SLICE);
            tell(key, first, slice, told);
            proceed(left, first, slice);
        }
        Known known = state.facts(now) == null ? null : state.known();
        return new BucketDecided(BucketState.of(left, known, now), told, untold);
    }

    /**
     * The customers in a bucket, and the journeys that listen to its news.
     *
     * @param listened whether a journey listens to news of a kind
     */
    public record Listeners(InterestedRows rows, Predicate<Kind> listened) {}

    private static void tell(ProductKey key, ProductFanOut news, List<Interested> slice, List<Told> told) {
        Set<Interest.Kind> concerned = concerned(news.news().kind(), key);
        for (Interested one : slice) {
            if (one.kinds().stream().anyMatch(concerned::contains)) {
                told.add(new Told(one.customer(), news.news()));
            }
        }
    }

    private static void proceed(List<ProductFanOut> fanOuts, ProductFanOut told, List<Interested> slice) {
        int at = fanOuts.indexOf(told);
        if (slice.size() < SLICE) {
            fanOuts.remove(at);
        } else {
            fanOuts.set(at, told.behind(slice.getLast().customer().toString()));
        }
    }

    /** The kinds of interest of those whom such news concern. */
    private static Set<Interest.Kind> concerned(Kind kind, ProductKey key) {
        return switch (kind) {
            case PRICE_DROPPED -> EnumSet.of(Interest.Kind.VIEWED, Interest.Kind.CART);
            case LAUNCHED ->
                switch (key.subject().kind()) {
                    case PRODUCT -> EnumSet.of(Interest.Kind.BOUGHT);
                    case CATEGORY -> EnumSet.of(Interest.Kind.LIKES);
                };
            case RESTOCKED, CHANGED -> EnumSet.noneOf(Interest.Kind.class);
        };
    }
}
