package dev.vestnik.rules.settings;

import dev.vestnik.rules.document.Languages;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.phone.WrittenPhone;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the settings that a shop can have of its own. */
final class ShopSettingsReader {
    static final String TEXTS = "texts";
    private static final String COUNTRY = "country";
    private static final String QUIET_HOURS = "quietHours";
    private static final String CALENDARS = "calendars";
    private static final String CAPS = "caps";
    private static final String BUDGETS = "budgets";
    private static final String CODES = "codes";
    static final List<String> KEYS =
            List.of("zone", "locale", COUNTRY, TEXTS, QUIET_HOURS, CALENDARS, CAPS, BUDGETS, CODES);

    private ShopSettingsReader() {}

    /** @param otherwise what holds where the place says nothing; texts are added to its own, unless those are the default's */
    static ShopSettings read(Place place, ShopSettings otherwise) {
        ZoneId zone = zone(place.at("zone"));
        String locale = locale(place.at("locale"));
        String country = country(place.at(COUNTRY));
        ShopSettings settings = new ShopSettings(
                zone == null ? otherwise.zone() : zone,
                locale == null ? otherwise.locale() : locale,
                country == null ? otherwise.country() : country,
                texts(place.at(TEXTS), otherwise),
                own(place.at(QUIET_HOURS), QuietHoursReader::read, otherwise.quietHours()),
                own(place.at(CALENDARS), CalendarReader::read, otherwise.calendars()),
                own(place.at(CAPS), CapReader::read, otherwise.caps()),
                own(place.at(BUDGETS), BudgetReader::read, otherwise.budgets()),
                CodeSettingsReader.read(place.at(CODES), otherwise.codes()),
                Map.of());
        if (place.at(QUIET_HOURS).present() || place.at(CALENDARS).present()) {
            FreeTime.check(place.at(QUIET_HOURS), settings);
        }
        return settings;
    }

    private static <T> List<T> own(Place place, Function<Place, List<T>> read, List<T> otherwise) {
        return place.present() ? read.apply(place) : otherwise;
    }

    private static Map<String, Object> texts(Place place, ShopSettings otherwise) {
        if (!place.present()) {
            return otherwise.texts();
        }
        boolean isDefault = otherwise.texts().equals(ShopSettings.DEFAULT.texts());
        Map<String, Object> texts = new HashMap<>(isDefault ? Map.of() : otherwise.texts());
        place.entries().forEach((name, entry) -> {
            String text = entry.requiredText();
            if (text != null) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    private static @Nullable ZoneId zone(Place place) {
        String name = place.text();
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            place.fault("must be a time zone such as Europe/Moscow");
            return null;
        }
    }

    private static @Nullable String country(Place place) {
        String code = place.text();
        if (code != null && !WrittenPhone.isCountry(code)) {
            place.fault("must be a country's two letters, such as RU");
            return null;
        }
        return code;
    }

    private static @Nullable String locale(Place place) {
        String tag = place.text();
        if (tag == null) {
            return null;
        }
        try {
            if (tag.isBlank()) {
                throw new IllformedLocaleException(tag);
            }
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            Languages.check(locale, place);
            return locale.toLanguageTag();
        } catch (IllformedLocaleException e) {
            place.fault("must be a language tag such as pt-BR");
            return null;
        }
    }
}
