package dev.vestnik.pages.html;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The words of the pages in one language: those of {@code texts_LANGUAGE.properties}. */
public final class Texts {
    public static final Texts ENGLISH = new Texts("en");
    public static final Texts RUSSIAN = new Texts("ru");

    private final String language;
    private final ResourceBundle words;

    private Texts(String language) {
        this.language = language;
        this.words = ResourceBundle.getBundle(
                "dev.vestnik.pages.texts",
                Locale.of(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The language that the address says, else the given one, else the browser's; English where it is another. */
    public static Texts of(ServerRequest request, @Nullable String otherwise) {
        String said = request.queryParam("lang").orElse(otherwise);
        if (said != null) {
            return of(said);
        }
        String accepted = request.headers().asHttpHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE);
        return of(accepted == null ? "" : accepted);
    }

    /** @param locale BCP 47, or a list of them of which the first counts */
    public static Texts of(String locale) {
        return locale.regionMatches(true, 0, "ru", 0, 2) ? RUSSIAN : ENGLISH;
    }

    /** {@code en} or {@code ru}. */
    public String language() {
        return language;
    }

    /** Both languages, each of which has its name of itself as a word. */
    static List<Texts> all() {
        return List.of(ENGLISH, RUSSIAN);
    }

    /** The word of this name. */
    public String get(String name) {
        return words.getString(name);
    }

    /** The same with a value in the place of {@code {0}}. */
    public String get(String name, String value) {
        return words.getString(name).replace("{0}", value);
    }
}
