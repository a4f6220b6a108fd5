package dev.vestnik.engine.authoring;

import dev.vestnik.rules.definition.ShopSettings;
import dev.vestnik.rules.document.Checked;
import dev.vestnik.rules.document.DocumentText;
import dev.vestnik.rules.document.Faults;
import dev.vestnik.rules.document.Languages;
import dev.vestnik.rules.document.Place;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shop's settings as they are written: {@code {zone, locale, texts: {name, url, phone, ...}}}.
 *
 * @param toJson compact, keys in the order in which they were written
 */
record SettingsDocument(String toJson, ShopSettings settings) {

    /** Reads JSON or YAML. */
    static Checked<SettingsDocument> parse(String text) {
        Faults faults = new Faults();
        Place root = DocumentText.read(text, faults);
        return faults.of(root == null ? null : new SettingsDocument(DocumentText.json(root), read(root)));
    }

    private static ShopSettings read(Place root) {
        root.only(List.of("zone", "locale", "texts"));
        ZoneId zone = zone(root.at("zone"));
        String locale = locale(root.at("locale"));
        Map<String, Object> texts = new HashMap<>();
        root.at("texts").entries().forEach((name, place) -> {
            String text = place.requiredText();
            if (text != null) {
                texts.put(name, text);
            }
        });
        return new ShopSettings(
                zone == null ? ShopSettings.DEFAULT.zone() : zone,
                locale == null ? ShopSettings.DEFAULT.locale() : locale,
                root.at("texts").present() ? texts : ShopSettings.DEFAULT.texts());
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
