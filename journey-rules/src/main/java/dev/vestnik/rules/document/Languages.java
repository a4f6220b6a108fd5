package dev.vestnik.rules.document;

import java.util.Locale;
import java.util.Set;

/** Tells languages that somebody speaks from tags that only look like one: {@code english} is well-formed. */
public final class Languages {
    private static final Set<String> KNOWN = Set.of(Locale.getISOLanguages());

    private Languages() {}

    /** Warns of a language of which nobody has heard; of those with three letters there is no list here. */
    public static void check(Locale locale, Place place) {
        String language = locale.getLanguage();
        if (language.length() != 3 && !KNOWN.contains(language)) {
            place.warn(
                    "\"" + locale.toLanguageTag() + "\" is no language that is known here: no customer has it",
                    "write en, ru or pt-BR");
        }
    }
}
