package dev.vestnik.rules.template;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds an element's attributes. The MJML compiler takes the square of their number, and looks for the number and the unit in
 * a setting such as {@code padding} with a pattern that takes the square of its length, the cube for dots.
 */
final class AttributeBounds {
    private static final int MOST = 100;
    private static final int LONGEST = 20_000;
    private static final int LONGEST_SETTING = 100;
    private static final String DOTS = ".,";
    private static final int MOST_DOTS = 3;
    /** Texts and addresses, which the compiler takes as they are. */
    private static final Set<String> LONG = Set.of(
            "alt",
            "background-url",
            "css-class",
            "font-family",
            "href",
            "mj-class",
            "name",
            "path",
            "rel",
            "src",
            "srcset",
            "title");

    private AttributeBounds() {}

    /**
     * The bound that the attributes pass, to go after the element's name; null where none.
     *
     * @param own whether the element is one of MJML's
     */
    static @Nullable String passed(List<String> attributes, boolean own) {
        if (attributes.size() > MOST) {
            return " has more than " + MOST + " attributes";
        }
        if (attributes.stream().mapToInt(String::length).sum() > LONGEST) {
            return " has more than " + LONGEST + " characters of attributes";
        }
        return own && attributes.stream().anyMatch(AttributeBounds::isLongSetting)
                ? " has a setting of more than " + LONGEST_SETTING + " characters or " + MOST_DOTS + " dots in a row"
                : null;
    }

    private static boolean isLongSetting(String attribute) {
        int equals = attribute.indexOf('=');
        boolean text = equals > 0 && LONG.contains(attribute.substring(0, equals));
        return !text && (attribute.length() > LONGEST_SETTING || dots(attribute) > MOST_DOTS);
    }

    private static int dots(String attribute) {
        int most = 0;
        int row = 0;
        for (int i = 0; i < attribute.length(); i++) {
            row = DOTS.indexOf(attribute.charAt(i)) < 0 ? 0 : row + 1;
            most = Math.max(most, row);
        }
        return most;
    }
}
