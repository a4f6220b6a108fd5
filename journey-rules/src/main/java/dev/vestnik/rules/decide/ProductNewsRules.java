package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Interest.Kind;
import dev.vestnik.rules.customer.Interest.Subject;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.product.ProductNews;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns news of a product into an event of the customer whom they still concern. */
final class ProductNewsRules {
    private static final String SOURCE = "/vestnik/products";

    private ProductNewsRules() {}

    static String id(ProductNews news) {
        return news.eventId() + "/" + news.product();
    }

    static void told(Turn turn, EventRules events, Signal.Informed told) {
        ProductNews news = told.news();
        Interests.endPast(turn);
        Kind why = turn.allows(FeatureLevel.PRODUCTS) ? why(turn, news) : null;
        if (why == null) {
            return; // it was over while the news were on their way
        }
        if (why == Kind.WAITS) {
            Interests.end(turn, Subject.product(news.product()), EnumSet.of(Kind.WAITS));
        }
        turn.knows(told);
        events.derived(turn, new Event(SOURCE, id(news), news.kind().event(), news.at(), data(news, why)), false);
    }

    /** Why the news concern the customer, the strongest reason; null: they do not. */
    private static @Nullable Kind why(Turn turn, ProductNews news) {
        return switch (news.kind()) {
            case PRICE_DROPPED -> {
                // Customers who have looked at it since have seen the price.
                Set<Kind> had = Interests.shownUntil(turn, Subject.product(news.product()), news.at());
                yield had.contains(Kind.CART) ? Kind.CART : had.contains(Kind.VIEWED) ? Kind.VIEWED : null;
            }
            case RESTOCKED -> has(turn, Subject.product(news.product()), Kind.WAITS) ? Kind.WAITS : null;
            case LAUNCHED -> {
                String before = news.facts().successorOf();
                String category = news.facts().category();
                boolean sequel = before != null && has(turn, Subject.product(before), Kind.BOUGHT);
                boolean liked = category != null && has(turn, Subject.category(category), Kind.LIKES);
                yield sequel ? Kind.BOUGHT : liked ? Kind.LIKES : null;
            }
            case CHANGED -> null;
        };
    }

    private static boolean has(Turn turn, Subject subject, Kind kind) {
        return Interests.shownUntil(turn, subject, Instant.MAX).contains(kind);
    }

    static String label(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> data(ProductNews news, Kind why) {
        Map<String, Object> data = new HashMap<>(news.facts().fields(news.product()));
        data.put("interest", label(why));
        if (news.was() != null) {
            data.put("was", news.was().fields());
        }
        return Map.copyOf(data);
    }
}
