package dev.vestnik.rules.settings;

import java.time.ZoneId;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a shop.
 *
 * @param zone where the customer's own is not known
 * @param locale likewise, BCP 47
 * @param texts {@code shop} in templates: name, url, phone, ...
 * @param perShop those of shops that have some of their own, complete; every other shop has these here
 */
public record ShopSettings(ZoneId zone, String locale, Map<String, Object> texts, Map<String, ShopSettings> perShop) {
    public static final ShopSettings DEFAULT = new ShopSettings(ZoneId.of("UTC"), "en", Map.of("name", "Shop"));

    /** The names that networks take as a sender that is no number: up to eleven of these, a letter among them. */
    private static final Pattern SMS_SENDER = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 .&_-]{1,11}");

    public ShopSettings {
        texts = Map.copyOf(texts);
        perShop = Map.copyOf(perShop);
    }

    /** The same for every shop. */
    public ShopSettings(ZoneId zone, String locale, Map<String, Object> texts) {
        this(zone, locale, texts, Map.of());
    }

    /** The same, with these for shops that have some of their own. */
    public ShopSettings with(Map<String, ShopSettings> others) {
        return new ShopSettings(zone, locale, texts, others);
    }

    /** Those that hold for this shop. */
    public ShopSettings of(String shop) {
        return perShop.getOrDefault(shop, this);
    }

    /** The shop's name; null where nobody has given it one. */
    public @Nullable String name() {
        return !texts.equals(DEFAULT.texts) && texts.get("name") instanceof String name ? name.strip() : null;
    }

    /** The same where it can be the sender of an SMS. */
    public @Nullable String smsSender() {
        String name = name();
        return name != null && SMS_SENDER.matcher(name).matches() ? name : null;
    }
}
