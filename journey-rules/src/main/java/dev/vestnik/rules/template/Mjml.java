package dev.vestnik.rules.template;

import ch.digitalfondue.mjml4j.Mjml4j;
import dev.vestnik.rules.document.Place;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns MJML into an e-mail's HTML and its plain text, once. Its Liquid goes around the MJML compiler, which would take it for markup.
 *
 * @param html HTML with the Liquid of the source
 * @param text what it says without markup, with the same Liquid
 */
record Mjml(String html, String text) {
    private static final int LONGEST_HTML = 1_000_000;
    /** The compiler looks for each of its fonts from each of these words to the end of the text. */
    private static final int MOST_FONT_FAMILIES = 200;

    /** Null, and faults, where it cannot be compiled. */
    static @Nullable Mjml compile(Place place, String source, Locale locale, MjmlCheck.Bar bar) {
        MaskedMarkup masked = MaskedMarkup.of(source);
        List<String> problems = MjmlCheck.problems(masked.markup(), bar);
        problems.forEach(place::fault);
        if (!problems.isEmpty() || !fewFonts(place, masked.markup())) {
            return null;
        }
        String html = html(place, masked, locale);
        if (html == null) {
            return null;
        }
        if (html.length() > LONGEST_HTML) {
            place.fault("makes more than " + LONGEST_HTML + " characters of HTML");
            return null;
        }
        List<String> lost = masked.lostIn(html);
        lost.forEach(tag -> place.fault(tag + " is lost: no value or tag can stand where it does"));
        return lost.isEmpty() ? new Mjml(masked.restored(html), masked.restored(PlainText.of(html))) : null;
    }

    private static boolean fewFonts(Place place, String markup) {
        int families = 0;
        for (int at = markup.indexOf('-'); at >= 0; at = markup.indexOf('-', at + 1)) {
            families += markup.regionMatches(true, at - 4, "font-family", 0, 11) ? 1 : 0;
        }
        if (families > MOST_FONT_FAMILIES) {
            place.fault("says font-family more than " + MOST_FONT_FAMILIES + " times: use <mj-attributes>");
        }
        return families <= MOST_FONT_FAMILIES;
    }

    private static @Nullable String html(Place place, MaskedMarkup masked, Locale locale) {
        try {
            InlineStyles styles = InlineStyles.of(masked.markup(), place);
            String html = Mjml4j.render(styles.markup(), new Mjml4j.Configuration(locale.toLanguageTag()));
            return styles.into(BodyClass.into(html, BodyClass.of(masked.markup())), LONGEST_HTML);
        } catch (RuntimeException | StackOverflowError e) {
            place.fault("is no MJML that can be compiled: " + e.getClass().getSimpleName());
            return null;
        }
    }
}
