package dev.vestnik.rules.definition;

import java.time.ZoneId;
import java.util.Map;

/**
 * What is the same for the whole shop.
 *
 * @param zone where the customer's own is not known
 * @param locale likewise, BCP 47
 * @param texts {@code shop} in templates: name, url, phone, ...
 */
public record ShopSettings(ZoneId zone, String locale, Map<String, Object> texts) {
    public static final ShopSettings DEFAULT = new ShopSettings(ZoneId.of("UTC"), "en", Map.of("name", "Shop"));

    public ShopSettings {
        texts = Map.copyOf(texts);
    }
}
