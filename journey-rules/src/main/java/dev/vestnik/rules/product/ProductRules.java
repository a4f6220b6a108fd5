package dev.vestnik.rules.product;

import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.customer.Interest;
import dev.vestnik.rules.product.ProductDecided.PlaceRow;
import dev.vestnik.rules.product.ProductDecided.Spread;
import dev.vestnik.rules.product.ProductDecided.Told;
import dev.vestnik.rules.product.ProductNews.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules of a product's owner: pure. What it says to those who are interested goes to their buckets ({@link BucketRules}). */
public final class ProductRules {
    /** So many of the waiting list are told at a time. */
    static final int SLICE = 200;

    /** So long something is news, and buckets are told each change of it; what a shop says later is known, and told to nobody. */
    static final Duration NEWS_LAST = Duration.ofDays(1);

    /** The time after which a list that could be served looks again whether a journey listens. */
    static final Duration LISTENERS_SOUGHT = Duration.ofHours(1);

    private ProductRules() {}

    /** The shop says how the product is now. */
    public static ProductDecided updated(
            ProductKey key, ProductState before, ProductUpdate update, Listening listening) {
        Instant now = listening.now();
        boolean unknown = before.latest() == null && update.facts() == null;
        if (unknown || before.hasHeard(update) || before.isOlder(update)) {
            return ProductDecided.of(before);
        }
        Spreading spreading = new Spreading(key, before, update, listening);
        spreading.spread();
        ProductState after = before.knowing(update, now);
        ProductState known = spreading.isInNews() ? after.inNews(now) : after;
        return new ProductDecided(known.waiting(known.waiting(), now), List.of(), spreading.spread, List.of());
    }

    /**
     * The circumstances of a record or a wake-up.
     *
     * @param listened whether a journey listens to news of a kind: nobody else is told any
     */
    public record Listening(Predicate<Kind> listened, Instant now) {}

    /** A customer joins the waiting list, or leaves it, or is the visitor who waits there. */
    public static ProductDecided said(ProductState state, InterestWord word, WaitingRows rows, Instant now) {
        Long place = rows.placeOf(word.customer());
        Long before = word.visitor() == null ? null : rows.placeOf(word.visitor());
        if (before != null) {
            return new ProductDecided(state, moved(word, before, place), List.of(), List.of());
        }
        boolean waits = word.kinds().contains(Interest.Kind.WAITS);
        if (waits == (place != null)) {
            return ProductDecided.of(state);
        }
        if (place != null) {
            PlaceRow left = new PlaceRow(place, word.customer(), false);
            boolean forgotten = state.latest() == null
                    && rows.from(state.waiting().first(), 2).size() < 2;
            return new ProductDecided(forgotten ? ProductState.NONE : state, List.of(left), List.of(), List.of());
        }
        PlaceRow taken = new PlaceRow(state.waiting().next(), word.customer(), true);
        return new ProductDecided(state.waiting(state.waiting().joined(), now), List.of(taken), List.of(), List.of());
    }

    /** The earlier one of the places of a customer and of the visitor who is this customer. */
    private static List<PlaceRow> moved(InterestWord word, long before, @Nullable Long place) {
        CustomerKey visitor = Objects.requireNonNull(word.visitor(), "the one who has the place");
        List<PlaceRow> rows = new ArrayList<>();
        rows.add(new PlaceRow(before, visitor, false));
        if (place == null || before < place) {
            if (place != null) {
                rows.add(new PlaceRow(place, word.customer(), false));
            }
            rows.add(new PlaceRow(before, word.customer(), true));
        }
        return rows;
    }

    /** The next ones of the waiting list are told. Each gives up the place with that. Forgets a product that was deleted long ago. */
    public static ProductDecided serve(ProductKey key, ProductState state, WaitingRows rows, Listening listening) {
        WaitingList waiting = state.waiting();
        Instant now = listening.now();
        if (!waiting.serves()) {
            return ProductDecided.of(idle(state, rows, now));
        }
        if (!listening.listened().test(Kind.RESTOCKED)) {
            return ProductDecided.of(state.wakingAt(waiting, now.plus(LISTENERS_SOUGHT)));
        }
        int most = (int) Math.min(waiting.turns(), SLICE);
        List<WaitingRows.Place> places = rows.from(waiting.first(), most);
        ProductFacts facts = Objects.requireNonNull(state.facts(), "turns of a product that nobody can buy");
        List<PlaceRow> left = new ArrayList<>();
        List<Told> told = new ArrayList<>();
        for (WaitingRows.Place place : places) {
            told.add(new Told(place.customer(), turn(key, facts, place, now)));
            left.add(new PlaceRow(place.number(), place.customer(), false));
        }
        long from = places.size() < most ? waiting.next() : places.getLast().number() + 1;
        ProductState served = state.waiting(waiting.served(from, places.size()), now);
        boolean many = places.size() == SLICE;
        return new ProductDecided(
                many ? served.inNews(now) : served,
                left,
                many ? copies(key, told.getFirst().news()) : List.of(),
                told);
    }

    /** Lets the buckets know the product: those who are told will ask for it. */
    private static List<Spread> copies(ProductKey key, ProductNews told) {
        ProductNews copy = new ProductNews(Kind.CHANGED, told.product(), told.facts(), null, told.eventId(), told.at());
        return Spreading.buckets(key.shop(), key.subject(), copy);
    }

    private static ProductNews turn(ProductKey key, ProductFacts facts, WaitingRows.Place place, Instant now) {
        String product = key.subject().id();
        return new ProductNews(
                Kind.RESTOCKED, product, facts, null, "restocked/" + product + "/" + place.number(), now);
    }

    /** The state of a product with nobody to tell; nothing where it was deleted long ago, and nobody waits for it. */
    private static ProductState idle(ProductState state, WaitingRows rows, Instant now) {
        Instant due = state.waiting(state.waiting(), now).wakesAt();
        if (due == null || due.isAfter(now)) {
            return state.wakingAt(state.waiting(), due);
        }
        return rows.from(state.waiting().first(), 1).isEmpty()
                ? ProductState.NONE
                : state.wakingAt(state.waiting(), now.plus(ProductState.DELETED_KEPT));
    }
}
