package dev.vestnik.rules.template;

import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.document.DocumentId;
import dev.vestnik.rules.document.Languages;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.document.ShopList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a template's document; faults are noted at their places. */
final class TemplateReader {
    /** The longest tag of a language that RFC 5646 asks everybody to have room for. */
    private static final int LONGEST_TAG = 35;

    private final Place root;
    private final LiquidCompiler liquid;
    private final MjmlCheck.Bar bar;

    TemplateReader(Place root, LiquidCompiler liquid, MjmlCheck.Bar bar) {
        this.root = root;
        this.liquid = liquid;
        this.bar = bar;
    }

    /** Null only where there are faults. */
    @Nullable
    Template read() {
        root.only(List.of("id", "shops", "defaultLocale", "locales"));
        Set<String> shops = ShopList.read(root.at("shops"));
        String id = root.at("id").requiredText();
        if (id != null && !DocumentId.isValid(id)) {
            root.at("id").fault("must be " + DocumentId.RULE);
        }
        Map<String, LocalizedTexts> languages = languages();
        String defaultLanguage = defaultLanguage(languages);
        LocalizedTexts usual = languages.get(defaultLanguage);
        if (usual == null) {
            return null;
        }
        languages.forEach((language, texts) -> checkComplete(language, texts, usual));
        return id == null ? null : new CompiledTemplate(id, shops, defaultLanguage, languages);
    }

    private Map<String, LocalizedTexts> languages() {
        Place place = root.at("locales");
        Map<String, LocalizedTexts> languages = new LinkedHashMap<>();
        Map<String, Place> entries = place.required() ? place.entries() : Map.of();
        if (place.isMap() && entries.isEmpty()) {
            place.fault("must have at least one language");
        }
        entries.forEach((tag, texts) -> {
            Locale locale = locale(tag, texts);
            languages.put(Cases.lower(tag), texts(texts, locale));
        });
        return languages;
    }

    private static Locale locale(String tag, Place place) {
        try {
            if (tag.length() > LONGEST_TAG) {
                throw new IllformedLocaleException("too long");
            }
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            Languages.check(locale, place);
            return locale;
        } catch (IllformedLocaleException e) {
            place.fault("is not a language such as en, ru or pt-BR");
            return Locale.ENGLISH;
        }
    }

    private String defaultLanguage(Map<String, LocalizedTexts> languages) {
        Place place = root.at("defaultLocale");
        String only = languages.size() == 1 ? languages.keySet().iterator().next() : "";
        String named = only.isEmpty() ? place.requiredText() : place.text();
        String language = named == null ? only : Cases.lower(named);
        if (named != null && !languages.containsKey(language)) {
            place.fault("has no texts: there are " + String.join(", ", languages.keySet()));
        }
        return language;
    }

    /** Refuses a channel that only another language has: nobody could rely on it. */
    private void checkComplete(String language, LocalizedTexts texts, LocalizedTexts usual) {
        for (Channel channel : texts.channels()) {
            if (!usual.channels().contains(channel)) {
                root.at("locales")
                        .fault("\"" + language + "\" has a text for " + channel.label()
                                + ", which the default language has not");
            }
        }
    }

    private LocalizedTexts texts(Place place, Locale locale) {
        place.only(List.of("sms", "email", "push"));
        if (place.isMap() && place.entries().isEmpty()) {
            place.fault("must have a text for sms, email or push");
        }
        place.map();
        return new LocalizedTexts(
                locale, sms(place.at("sms"), locale), email(place.at("email"), locale), push(place.at("push"), locale));
    }

    private @Nullable LiquidText sms(Place place, Locale locale) {
        if (!place.present() || !place.map()) {
            return null;
        }
        place.only(List.of("text"));
        return required(place.at("text"), locale, Writing.SMS);
    }

    private LocalizedTexts.@Nullable Email email(Place place, Locale locale) {
        if (!place.present() || !place.map()) {
            return null;
        }
        place.only(List.of("subject", "mjml", "text"));
        LiquidText subject = required(place.at("subject"), locale, Writing.LINE);
        Mjml mjml = mjml(place.at("mjml"), locale);
        LiquidText body = mjml == null ? null : liquid.compile(place.at("mjml"), mjml.html(), locale, Writing.HTML);
        LiquidText text = place.at("text").present() ? required(place.at("text"), locale, Writing.PLAIN) : null;
        if (!place.at("text").present() && mjml != null && body != null) {
            text = liquid.compile(place.at("mjml"), mjml.text(), locale, Writing.PLAIN);
        }
        return subject == null || body == null || text == null ? null : new LocalizedTexts.Email(subject, body, text);
    }

    /** The Liquid is looked at first as the author wrote it, so that lines in problems are those of the source. */
    private @Nullable Mjml mjml(Place place, Locale locale) {
        String source = place.requiredText();
        return source == null || liquid.compile(place, source, locale, Writing.HTML) == null
                ? null
                : Mjml.compile(place, source, locale, bar);
    }

    private LocalizedTexts.@Nullable Push push(Place place, Locale locale) {
        if (!place.present() || !place.map()) {
            return null;
        }
        place.only(List.of("title", "body", "url", "imageUrl"));
        LiquidText title = required(place.at("title"), locale, Writing.LINE);
        LiquidText body = required(place.at("body"), locale, Writing.PLAIN);
        LiquidText url = optional(place.at("url"), locale);
        LiquidText imageUrl = optional(place.at("imageUrl"), locale);
        return title == null || body == null ? null : new LocalizedTexts.Push(title, body, url, imageUrl);
    }

    private @Nullable LiquidText required(Place place, Locale locale, Writing writing) {
        String source = place.requiredText();
        return source == null ? null : liquid.compile(place, source, locale, writing);
    }

    private @Nullable LiquidText optional(Place place, Locale locale) {
        String source = place.text();
        return source == null ? null : liquid.compile(place, source, locale, Writing.LINE);
    }
}
