package dev.vestnik.rules.product;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A product as its shop describes it.
 *
 * @param stock that can be sold
 * @param successorOf the product that it follows; null: none
 */
public record ProductFacts(
        String name,
        ProductPrice price,
        int stock,
        @Nullable String category,
        @Nullable String url,
        @Nullable String imageUrl,
        @Nullable String successorOf) {

    /** The facts of this product under the names of the shop's event, as values of an event's data. */
    public Map<String, Object> fields(String product) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("productId", product);
        fields.put("name", name);
        fields.put("price", price.fields());
        fields.put("stock", (long) stock);
        put(fields, "category", category);
        put(fields, "url", url);
        put(fields, "imageUrl", imageUrl);
        put(fields, "successorOf", successorOf);
        return fields;
    }

    private static void put(Map<String, Object> fields, String field, @Nullable String value) {
        if (value != null) {
            fields.put(field, value);
        }
    }

    /** Whether it can be bought. */
    public boolean isInStock() {
        return stock > 0;
    }

    /** The same, with nothing left of it. */
    ProductFacts soldOut() {
        return new ProductFacts(name, price, 0, category, url, imageUrl, successorOf);
    }
}
