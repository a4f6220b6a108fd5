package dev.vestnik.rules.product;

import dev.vestnik.rules.customer.Interest.Subject;
import dev.vestnik.rules.product.ProductDecided.Spread;
import dev.vestnik.rules.product.ProductNews.Kind;
import dev.vestnik.rules.product.ProductRules.Listening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds what an update of a product means to the buckets of those who may be interested. */
final class Spreading {
    private final ProductKey key;
    private final ProductState before;
    private final ProductUpdate update;
    private final Listening listening;
    final List<Spread> spread = new ArrayList<>();
    private boolean inNews;

    Spreading(ProductKey key, ProductState before, ProductUpdate update, Listening listening) {
        this.key = key;
        this.before = before;
        this.update = update;
        this.listening = listening;
    }

    /** Whether its own buckets are told news, and have to hear what changes of them. */
    boolean isInNews() {
        return inNews;
    }

    void spread() {
        ProductFacts facts = update.facts();
        boolean launched = facts != null && launches(facts);
        ProductPrice was = facts == null ? null : dropsFrom(facts);
        inNews = launched || was != null;
        if (facts != null && launched) {
            others(facts, Kind.LAUNCHED);
        } else if (before.facts() != null && wasLaunched() && changes()) {
            others(before.facts(), Kind.CHANGED);
        }
        if (was != null) {
            buckets(key.subject(), Kind.PRICE_DROPPED, was);
        } else if (launched || isRecent(before.newsAt()) && changes()) {
            buckets(key.subject(), Kind.CHANGED, null);
        }
    }

    /** Whether those who like its category may be hearing of it right now. */
    private boolean wasLaunched() {
        return isRecent(before.launchedAt()) && listening.listened().test(Kind.LAUNCHED);
    }

    /** Whether it can be had for the first time, and somebody may be waiting for such a product. */
    private boolean launches(ProductFacts facts) {
        boolean awaited = facts.category() != null || facts.successorOf() != null;
        return awaited
                && before.launchedAt() == null
                && isNews(facts)
                && listening.listened().test(Kind.LAUNCHED);
    }

    /** The price from which it drops; null: it does not. */
    private @Nullable ProductPrice dropsFrom(ProductFacts facts) {
        ProductPrice was = before.lowestPrice(listening.now());
        boolean drops = was != null
                && facts.price().isBelow(was)
                && isNews(facts)
                && listening.listened().test(Kind.PRICE_DROPPED);
        return drops ? was : null;
    }

    private boolean isNews(ProductFacts facts) {
        return facts.isInStock() && isRecent(update.at());
    }

    private boolean isRecent(@Nullable Instant at) {
        return at != null && at.plus(ProductRules.NEWS_LAST).isAfter(listening.now());
    }

    private boolean changes() {
        return !Objects.equals(before.facts(), update.facts());
    }

    /** Tells those who like the category, and those who bought what it follows, as the facts have them. */
    private void others(ProductFacts facts, Kind kind) {
        if (facts.category() != null) {
            buckets(Subject.category(facts.category()), kind, null);
        }
        if (facts.successorOf() != null) {
            buckets(Subject.product(facts.successorOf()), kind, null);
        }
    }

    private void buckets(Subject subject, Kind kind, @Nullable ProductPrice was) {
        ProductNews news = new ProductNews(kind, key.subject().id(), told(), was, update.eventId(), update.at());
        spread.addAll(buckets(key.shop(), subject, news));
    }

    static List<Spread> buckets(String shop, Subject subject, ProductNews news) {
        return IntStream.range(0, ProductKey.BUCKETS)
                .mapToObj(bucket -> new Spread(new ProductKey(shop, subject, bucket), news))
                .toList();
    }

    /** The facts that are told: of a product that was deleted, that nothing is left. */
    private ProductFacts told() {
        ProductFacts facts = update.facts();
        return facts != null
                ? facts
                : Objects.requireNonNull(before.facts(), "a product that changes")
                        .soldOut();
    }
}
