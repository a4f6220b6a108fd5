package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of a style sheet whose selectors are names, classes and ids, in the order in which they count: a later one counts more. */
final class InlineRules {
    private static final int MOST = 200;
    private static final int LONGEST_SHEET = 20_000;
    private static final Pattern SELECTOR =
            Pattern.compile("([A-Za-z][A-Za-z0-9]*+)?+((?:[.#][A-Za-z_-][A-Za-z0-9_-]*+)*+)");

    private final List<Rule> rules = new ArrayList<>();
    private final Place place;

    /** @param name of the elements; empty for all */
    record Rule(String name, Set<String> classes, Set<String> ids, String style) {
        static final Comparator<Rule> WEIGHT = Comparator.<Rule>comparingInt(
                        rule -> rule.ids().size())
                .thenComparingInt(rule -> rule.classes().size())
                .thenComparingInt(rule -> rule.name().length() > 0 ? 1 : 0);

        boolean isOf(String element, Set<String> itsClasses, String itsId) {
            return (name.isEmpty() || name.equals(element))
                    && itsClasses.containsAll(classes)
                    && ids.stream().allMatch(itsId::equals);
        }
    }

    private InlineRules(Place place) {
        this.place = place;
    }

    /** Reads the rules. One that cannot be inlined is a fault; the first one ends the reading. */
    static List<Rule> of(String css, Place place) {
        InlineRules rules = new InlineRules(place);
        if (css.length() > LONGEST_SHEET) {
            place.fault("has more than " + LONGEST_SHEET + " characters of mj-style inline");
        } else {
            rules.read(withoutComments(css));
        }
        rules.rules.sort(Rule.WEIGHT);
        return rules.rules;
    }

    private void read(String css) {
        int at = 0;
        for (int open = css.indexOf('{'); open >= 0; open = css.indexOf('{', at)) {
            int close = css.indexOf('}', open);
            String selectors = css.substring(at, open).strip();
            if (close < 0 || selectors.startsWith("@")) {
                refuse(selectors + ", which cannot be inlined: put it into an mj-style without inline");
                return;
            }
            for (String selector : selectors.split(",", MOST + 1)) {
                if (!add(selector.strip(), css.substring(open + 1, close).strip())) {
                    refuse("the selector " + selector.strip() + ": only " + MOST
                            + " names, classes and ids can be inlined");
                    return;
                }
            }
            at = close + 1;
        }
    }

    private void refuse(String what) {
        place.fault("has in an mj-style inline " + (what.length() > 150 ? what.substring(0, 150) + "…" : what));
    }

    private boolean add(String selector, String style) {
        Matcher parts = SELECTOR.matcher(selector.equals("*") ? "" : selector);
        if (rules.size() >= MOST || selector.isEmpty() || !parts.matches()) {
            return false;
        }
        String name = parts.group(1) == null ? "" : parts.group(1).toLowerCase(Locale.ROOT);
        String marks = parts.group(2);
        rules.add(new Rule(name, marked(marks, '.'), marked(marks, '#'), ended(style.replace('"', '\''))));
        return true;
    }

    /** The names behind one of the signs in {@code .a#b.c}. */
    private static Set<String> marked(String marks, char sign) {
        return Stream.of(marks.split("(?=[.#])"))
                .filter(mark -> !mark.isEmpty() && mark.charAt(0) == sign)
                .map(mark -> mark.substring(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String ended(String style) {
        return style.isEmpty() || style.endsWith(";") ? style : style + ";";
    }

    private static String withoutComments(String css) {
        StringBuilder rest = new StringBuilder(css.length());
        int from = 0;
        for (int at = css.indexOf("/*"); at >= 0; at = css.indexOf("/*", from)) {
            rest.append(css, from, at);
            int end = css.indexOf("*/", at + 2);
            from = end < 0 ? css.length() : end + 2;
        }
        return rest.append(css, from, css.length()).toString();
    }
}
