package dev.vestnik.rules.testrun;

import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.product.ProductFacts;
import dev.vestnik.rules.product.ProductNews;
import dev.vestnik.rules.product.ProductNews.Kind;
import dev.vestnik.rules.product.ProductPrice;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** News of products as a test tells them: the customer hears of those that concern them. */
final class ToldProducts {
    private ToldProducts() {}

    /** Empty for another event. */
    static Optional<ProductNews> news(Event event) {
        Kind kind = switch (event.type()) {
            case "product.price_dropped" -> Kind.PRICE_DROPPED;
            case "product.restocked" -> Kind.RESTOCKED;
            case "product.launched" -> Kind.LAUNCHED;
            default -> null;
        };
        return kind == null ? Optional.empty() : Optional.of(news(event, kind));
    }

    private static ProductNews news(Event event, Kind kind) {
        Map<String, Object> data = event.data();
        String product = text(data, "productId", "");
        ProductFacts facts = new ProductFacts(
                text(data, "name", product),
                price(data.get("price")),
                data.get("stock") instanceof Number stock ? stock.intValue() : 1,
                textOrNull(data, "category"),
                textOrNull(data, "url"),
                textOrNull(data, "imageUrl"),
                textOrNull(data, "successorOf"));
        ProductPrice was = kind == Kind.PRICE_DROPPED ? price(data.get("was")) : null;
        return new ProductNews(kind, product, facts, was, event.id(), event.occurredAt());
    }

    private static ProductPrice price(@Nullable Object money) {
        return money instanceof Map<?, ?> fields && fields.get("amount") instanceof Number amount
                ? new ProductPrice(amount.longValue(), String.valueOf(fields.get("currency")))
                : new ProductPrice(0, "RUB");
    }

    private static String text(Map<String, Object> data, String field, String otherwise) {
        String text = textOrNull(data, field);
        return text == null ? otherwise : text;
    }

    private static @Nullable String textOrNull(Map<String, Object> data, String field) {
        return data.get(field) instanceof String text ? text : null;
    }
}
