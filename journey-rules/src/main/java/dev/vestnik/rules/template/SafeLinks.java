package dev.vestnik.rules.template;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.parser.Parser;

/** Sees to it that no link of a finished mail runs a script, whatever a customer's or a shop's data brought into it. Linear. */
final class SafeLinks {
    private static final List<String> ATTRIBUTES = List.of("href", "src", "action", "background");
    private static final Set<String> SCRIPTS = Set.of("javascript", "vbscript", "data");
    private static final String PICTURE = "data:image/";
    /** The characters of a value that are looked at, entities and white space included. */
    private static final int LOOKED_AT = 200;

    private SafeLinks() {}

    /** The same text; throws {@link Unrenderable} where a link would run a script. */
    static String checked(String html) {
        for (int equals = html.indexOf('='); equals >= 0; equals = html.indexOf('=', equals + 1)) {
            if (isLink(html, equals)) {
                check(html, equals + 1);
            }
        }
        return html;
    }

    /** Whether what stands before the sign ends with the name of an attribute that takes a link. */
    private static boolean isLink(String html, int equals) {
        int end = equals;
        while (end > 0 && equals - end < LOOKED_AT && html.charAt(end - 1) <= ' ') {
            end--;
        }
        for (String name : ATTRIBUTES) {
            if (html.regionMatches(true, end - name.length(), name, 0, name.length())) {
                return true;
            }
        }
        return false;
    }

    private static void check(String html, int from) {
        String value = html.substring(from, Math.min(html.length(), from + LOOKED_AT));
        String scheme = scheme(value.indexOf('&') < 0 ? value : Parser.unescapeEntities(value, true));
        if (SCRIPTS.contains(scheme) && !value.contains(PICTURE)) {
            throw new Unrenderable("a link would be of the kind \"" + scheme + ":\"");
        }
    }

    /** The scheme as browsers read it: white space and control characters do not count. Empty where there is none. */
    private static String scheme(String value) {
        StringBuilder scheme = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ':') {
                return scheme.toString().toLowerCase(Locale.ROOT);
            }
            if (Character.isLetterOrDigit(c)) {
                scheme.append(c);
            } else if (c > ' ' && c != '"' && c != '\'') {
                return "";
            }
        }
        return "";
    }
}
