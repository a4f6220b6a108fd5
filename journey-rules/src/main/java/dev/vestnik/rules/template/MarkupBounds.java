package dev.vestnik.rules.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the markup that the MJML compiler is given. Its work grows with the square of the columns of a section and of a carousel's images; it doubles with each wrapper in a wrapper; it calls itself for each element in another one. Not thread-safe.
 */
final class MarkupBounds {
    static final int MOST_MJML = 1_000;
    static final int MOST_ELEMENTS = 10_000;
    static final int MOST_OPEN = 60;
    /** The bounds of elements that cost more than others. */
    private static final Map<String, Integer> MOST = Map.of(
            "mj-carousel-image", 20, "mj-font", 20, "mj-selector", 50, "mj-html-attribute", 100, "mj-class", 200);
    /** The bounds of elements in elements of their own kind. */
    private static final Map<String, Integer> MOST_NESTED =
            Map.of("mj-wrapper", 1, "mj-section", 1, "mj-hero", 1, "mj-group", 1, "mj-column", 1);
    /** HTML's elements that have no end. */
    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
            "wbr");

    private final Map<String, Integer> seen = new HashMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private int elements;
    private int mjml;
    private int depth;

    /** The bound that the text passes with this tag, for its author; null where it passes none. */
    @Nullable
    String passed(MarkupTags.Tag tag) {
        String passed = tag.closing() ? closed(tag.name()) : opened(tag);
        return passed == null ? null : "line " + tag.line() + ": " + passed;
    }

    private @Nullable String closed(String name) {
        elements++;
        if (open.getOrDefault(name, 0) > 0) {
            open.merge(name, -1, Integer::sum);
            depth--;
        }
        return elements > 2 * MOST_ELEMENTS ? "there are more than " + 2 * MOST_ELEMENTS + " tags" : null;
    }

    private @Nullable String opened(MarkupTags.Tag tag) {
        String name = tag.name();
        boolean own = name.startsWith("mj");
        mjml += own ? 1 : 0;
        elements++;
        int count = seen.merge(name, 1, Integer::sum);
        // A reader of HTML takes <b/> for <b>.
        boolean stays = !VOID.contains(name) && !(own && tag.empty());
        int nested = stays ? open.merge(name, 1, Integer::sum) : open.getOrDefault(name, 0) + 1;
        depth += stays ? 1 : 0;
        return first(tag, count, nested);
    }

    private @Nullable String first(MarkupTags.Tag tag, int count, int nested) {
        String shown = "<" + MjmlCheck.shown(tag.name()) + ">";
        int most = MOST.getOrDefault(tag.name(), Integer.MAX_VALUE);
        if (tag.name().length() >= MarkupTags.LONGEST_NAME) {
            return shown + " has a name of " + MarkupTags.LONGEST_NAME + " letters and more";
        }
        String attributes = AttributeBounds.passed(tag.attributes(), tag.name().startsWith("mj"));
        if (attributes != null) {
            return shown + attributes;
        }
        if (count > most) {
            return "there are more than " + most + " " + shown;
        }
        if (nested > MOST_NESTED.getOrDefault(tag.name(), Integer.MAX_VALUE)) {
            return shown + " is in another " + shown;
        }
        if (depth > MOST_OPEN) {
            return "more than " + MOST_OPEN + " elements are open at once: close them";
        }
        if (mjml > MOST_MJML) {
            return "there are more than " + MOST_MJML + " MJML elements: split the mail";
        }
        return elements > 2 * MOST_ELEMENTS ? "there are more than " + 2 * MOST_ELEMENTS + " tags" : null;
    }
}
