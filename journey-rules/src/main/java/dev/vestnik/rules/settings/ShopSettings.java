package dev.vestnik.rules.settings;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.journey.JourneyClass;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a shop.
 *
 * @param zone where the customer's own is not known
 * @param locale likewise, BCP 47
 * @param country where numbers without a country code are at home, ISO 3166; null: they are no numbers
 * @param texts {@code shop} in templates: name, url, phone, ...
 * @param quietHours in which messages wait
 * @param calendars of countries, that of the shop first
 * @param caps on messages to one customer
 * @param budgets of messages to all customers
 * @param codes by which people show that an address is theirs
 * @param perShop those of shops that have some of their own, complete; every other shop has these here
 */
public record ShopSettings(
        ZoneId zone,
        String locale,
        @Nullable String country,
        Map<String, Object> texts,
        List<QuietHours> quietHours,
        List<Calendar> calendars,
        List<Cap> caps,
        List<Budget> budgets,
        CodeSettings codes,
        Map<String, ShopSettings> perShop) {
    public static final ShopSettings DEFAULT = new ShopSettings(ZoneId.of("UTC"), "en", Map.of("name", "Shop"));

    /** The names that networks take as a sender that is no number: up to eleven of these, a letter among them. */
    private static final Pattern SMS_SENDER = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9 .&_-]{1,11}");

    public ShopSettings {
        texts = Map.copyOf(texts);
        quietHours = List.copyOf(quietHours);
        calendars = List.copyOf(calendars);
        caps = List.copyOf(caps);
        budgets = List.copyOf(budgets);
        perShop = Map.copyOf(perShop);
    }

    /** The same for every shop, which lets messages out at any time. */
    public ShopSettings(ZoneId zone, String locale, Map<String, Object> texts) {
        this(zone, locale, null, texts, List.of(), List.of(), List.of(), List.of(), CodeSettings.DEFAULT, Map.of());
    }

    /** The same, with these for shops that have some of their own. */
    public ShopSettings with(Map<String, ShopSettings> others) {
        return new ShopSettings(zone, locale, country, texts, quietHours, calendars, caps, budgets, codes, others);
    }

    /** The settings that hold for this shop. */
    public ShopSettings of(String shop) {
        return perShop.getOrDefault(shop, this);
    }

    /** The calendar of this country, else the shop's. */
    public Calendar calendar(@Nullable String country) {
        return calendars.stream()
                .filter(calendar -> country != null && country.equals(calendar.country()))
                .findFirst()
                .orElse(calendars.isEmpty() ? Calendar.WEEKS : calendars.getFirst());
    }

    /** The caps that count such messages; of messages of class service the one against loops where none does. */
    public List<Cap> caps(Channel channel, JourneyClass messageClass, @Nullable String topic) {
        List<Cap> counting = caps.stream()
                .filter(cap -> cap.counts(channel, messageClass, topic))
                .toList();
        return counting.isEmpty() && messageClass == JourneyClass.SERVICE ? List.of(Cap.safety(channel)) : counting;
    }

    /** The caps that count marketing messages of this channel and journey. */
    public List<Budget> budgets(Channel channel, String journey) {
        return budgets.stream()
                .filter(budget -> budget.counts(channel, journey))
                .toList();
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
