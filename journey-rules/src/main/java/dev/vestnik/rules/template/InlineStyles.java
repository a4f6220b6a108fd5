package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Place;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes {@code <mj-style inline="inline">} out of an MJML text and puts its rules into the {@code style} of the elements that they are
 * about: many mail programs read no style sheets. An element's own style counts most.
 *
 * @param markup the text without those rules
 */
record InlineStyles(String markup, List<InlineRules.Rule> rules) {
    private static final String START = "<mj-style";
    private static final String END = "</mj-style>";

    /** Takes the rules out. One that cannot be inlined is a fault. An {@code mj-style} in a comment is left there. */
    static InlineStyles of(String markup, Place place) {
        StringBuilder rest = new StringBuilder(markup.length());
        StringBuilder css = new StringBuilder();
        int from = 0;
        for (int at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at + 1)) {
            int last = lastOf(markup, at);
            if (last < 0) {
                break;
            }
            boolean inline = markup.startsWith(START, at)
                    && TagAttributes.of(markup.substring(at, last + 1))
                            .value("inline")
                            .equals("inline");
            int end = inline ? markup.indexOf(END, last) : -1;
            if (end >= 0) {
                rest.append(markup, from, at);
                css.append(markup, last + 1, end).append('\n');
                from = end + END.length();
            }
            at = end >= 0 ? from - 1 : last;
        }
        rest.append(markup, from, markup.length());
        return new InlineStyles(rest.toString(), InlineRules.of(css.toString(), place));
    }

    /** The HTML with the rules in it, or so much of it that it is longer than the limit. Comments stay as they are. */
    String into(String html, int limit) {
        if (rules.isEmpty()) {
            return html;
        }
        StringBuilder inlined = new StringBuilder(html.length());
        int from = 0;
        for (int at = html.indexOf('<'); at >= 0 && inlined.length() <= limit; at = html.indexOf('<', from)) {
            int last = lastOf(html, at);
            if (last < 0) {
                break;
            }
            inlined.append(html, from, at);
            String tag = html.substring(at, last + 1);
            inlined.append(tag.length() > 1 && Character.isLetter(tag.charAt(1)) ? styled(tag) : tag);
            from = last + 1;
        }
        return inlined.append(html, from, html.length()).toString();
    }

    /** The end of the tag or the comment that begins here; -1 where there is none. */
    static int lastOf(String text, int at) {
        if (text.startsWith("<!--", at)) {
            int end = text.indexOf("-->", at);
            return end < 0 ? -1 : end + 2;
        }
        char quote = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && c == '>') {
                return i;
            }
            boolean opens = quote == 0 && (c == '"' || c == '\'');
            quote = opens ? c : c == quote ? 0 : quote;
        }
        return -1;
    }

    private String styled(String tag) {
        TagAttributes attributes = TagAttributes.of(tag);
        Set<String> classes =
                Stream.of(attributes.value("class").strip().split("\\s+")).collect(Collectors.toSet());
        String id = attributes.value("id");
        String name = attributes.element().toLowerCase(Locale.ROOT);
        String style = rules.stream()
                .filter(rule -> rule.isOf(name, classes, id))
                .map(InlineRules.Rule::style)
                .collect(Collectors.joining());
        return style.isEmpty() ? tag : attributes.withStyle(style);
    }
}
