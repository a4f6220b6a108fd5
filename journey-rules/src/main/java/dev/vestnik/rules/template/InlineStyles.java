package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of {@code <mj-style inline="inline">}, which go into the {@code style} of the elements that they are about: many mail programs
 * read no style sheets. An element's own style counts more than a rule, an id more than a class, a class more than a name.
 */
final class InlineStyles {
    private static final int MOST_RULES = 200;
    private static final String START = "<mj-style";
    private static final String END = "</mj-style>";
    private static final Pattern INLINE = Pattern.compile("\\binline\\s*=\\s*[\"']?inline\\b");
    private static final Pattern SELECTOR =
            Pattern.compile("([A-Za-z][A-Za-z0-9]*)?((?:[.#][A-Za-z_-][A-Za-z0-9_-]*)*)");
    private static final Pattern CLASSES = attribute("class");
    private static final Pattern ID = attribute("id");
    private static final Pattern STYLE = attribute("style");

    private final String markup;
    private final List<Rule> rules = new ArrayList<>();

    /** @param name of the elements; empty for all */
    private record Rule(String name, Set<String> classes, Set<String> ids, String style) {
        int weight() {
            return ids.size() * 10_000 + classes.size() * 100 + (name.isEmpty() ? 0 : 1);
        }

        boolean isOf(String element, Set<String> itsClasses, String itsId) {
            return (name.isEmpty() || name.equals(element))
                    && itsClasses.containsAll(classes)
                    && ids.stream().allMatch(itsId::equals);
        }
    }

    private InlineStyles(String markup) {
        this.markup = markup;
    }

    /** Takes the rules out of a text; what cannot be inlined is a fault. */
    static InlineStyles of(String markup, Place place) {
        StringBuilder rest = new StringBuilder(markup.length());
        List<String> sheets = new ArrayList<>();
        int from = 0;
        for (int at = markup.indexOf(START); at >= 0; at = markup.indexOf(START, at + 1)) {
            int open = markup.indexOf('>', at);
            int end = markup.indexOf(END, at);
            if (open > 0
                    && end > open
                    && INLINE.matcher(markup.substring(at, open)).find()) {
                rest.append(markup, from, at);
                sheets.add(markup.substring(open + 1, end));
                from = end + END.length();
            }
        }
        InlineStyles styles =
                new InlineStyles(rest.append(markup, from, markup.length()).toString());
        sheets.forEach(sheet -> styles.read(sheet, place));
        styles.rules.sort(Comparator.comparingInt(Rule::weight));
        return styles;
    }

    /** The text without the rules. */
    String markup() {
        return markup;
    }

    private void read(String sheet, Place place) {
        String css = withoutComments(sheet);
        int at = 0;
        for (int open = css.indexOf('{'); open >= 0; open = css.indexOf('{', at)) {
            int close = css.indexOf('}', open);
            String selectors = css.substring(at, open).strip();
            if (close < 0 || selectors.startsWith("@")) {
                place.fault("has in an mj-style inline " + MjmlCheck.shown(selectors)
                        + ", which cannot be inlined: put it into an mj-style without inline");
                return;
            }
            String style = css.substring(open + 1, close).strip();
            Stream.of(selectors.split(",")).forEach(selector -> add(selector.strip(), style, place));
            at = close + 1;
        }
    }

    private void add(String selector, String style, Place place) {
        Matcher parts = SELECTOR.matcher(selector.equals("*") ? "" : selector);
        if (rules.size() >= MOST_RULES || !parts.matches() || (selector.isEmpty())) {
            place.fault("has in an mj-style inline the selector " + MjmlCheck.shown(selector)
                    + ": only names, classes and ids can be inlined, " + MOST_RULES + " of them at most");
            return;
        }
        String name = Optional.ofNullable(parts.group(1)).orElse("").toLowerCase(Locale.ROOT);
        rules.add(new Rule(name, marked(parts.group(2), '.'), marked(parts.group(2), '#'), ended(style)));
    }

    /** Of {@code .a#b.c}, those behind one of the signs. */
    private static Set<String> marked(String marks, char sign) {
        return Stream.of(marks.split("(?=[.#])"))
                .filter(mark -> !mark.isEmpty() && mark.charAt(0) == sign)
                .map(mark -> mark.substring(1))
                .collect(Collectors.toUnmodifiableSet());
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

    /** The HTML with the rules in it. What stands in comments, for old mail programs, stays as it is. */
    String into(String html) {
        if (rules.isEmpty()) {
            return html;
        }
        StringBuilder inlined = new StringBuilder(html.length());
        int from = 0;
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', from)) {
            boolean comment = html.startsWith("<!--", at);
            int end = comment ? html.indexOf("-->", at) : closing(html, at);
            if (end < 0) {
                break;
            }
            inlined.append(html, from, at);
            String tag = html.substring(at, end + 1);
            inlined.append(comment ? tag : styled(tag));
            from = end + 1;
        }
        return inlined.append(html, from, html.length()).toString();
    }

    private static int closing(String html, int at) {
        char quote = 0;
        for (int i = at; i < html.length(); i++) {
            char c = html.charAt(i);
            if (quote == 0 && c == '>') {
                return i;
            }
            boolean opens = quote == 0 && (c == '"' || c == '\'');
            quote = opens ? c : c == quote ? 0 : quote;
        }
        return -1;
    }

    private String styled(String tag) {
        int end = 1;
        while (end < tag.length() && Character.isLetterOrDigit(tag.charAt(end))) {
            end++;
        }
        if (end == 1) { // a closing tag
            return tag;
        }
        String name = tag.substring(1, end).toLowerCase(Locale.ROOT);
        Set<String> classes =
                Stream.of(value(CLASSES, tag).strip().split("\\s+")).collect(Collectors.toSet());
        String id = value(ID, tag);
        String style = rules.stream()
                .filter(rule -> rule.isOf(name, classes, id))
                .map(Rule::style)
                .collect(Collectors.joining());
        return style.isEmpty() ? tag : withStyle(tag, end, style);
    }

    private static String withStyle(String tag, int nameEnd, String style) {
        Matcher own = STYLE.matcher(tag);
        String quoted = style.replace("\"", "'");
        if (own.find()) {
            return tag.substring(0, own.start(1)) + quoted + tag.substring(own.start(1));
        }
        return tag.substring(0, nameEnd) + " style=\"" + quoted + "\"" + tag.substring(nameEnd);
    }

    private static String value(Pattern attribute, String tag) {
        Matcher matcher = attribute.matcher(tag);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Pattern attribute(String name) {
        return Pattern.compile("\\s" + name + "=\"([^\"]*)\"");
    }

    private static String ended(String style) {
        return style.isEmpty() || style.endsWith(";") ? style : style + ";";
    }
}
