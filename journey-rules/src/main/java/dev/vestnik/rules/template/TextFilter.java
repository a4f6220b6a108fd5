package dev.vestnik.rules.template;

import java.util.Base64;
import java.util.List;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** A filter on a text, in a fixed number of passes over it. */
final class TextFilter extends Filter {
    private final Rule rule;

    /** Reads the text only through this interface, so that a test can count what it reads. */
    interface Rule {
        Object of(CharSequence text, Arguments arguments);
    }

    private TextFilter(String name, Rule rule) {
        super(name);
        this.rule = rule;
    }

    static List<Filter> all() {
        return List.of(
                new TextFilter("upcase", (text, given) -> Cases.upper(text)),
                new TextFilter("downcase", (text, given) -> Cases.lower(text)),
                new TextFilter("capitalize", (text, given) -> Characters.capitalized(text)),
                new TextFilter("append", (text, given) -> text + given.text(0, "")),
                new TextFilter("prepend", (text, given) -> given.text(0, "") + text),
                new TextFilter("strip_html", (text, given) -> MarkupText.of(text)),
                new TextFilter("strip_newlines", (text, given) -> Words.withBreaks(text, "")),
                new TextFilter("newline_to_br", (text, given) -> Words.withBreaks(text, "<br />\n")),
                new TextFilter("lstrip", (text, given) -> Words.withoutSpaceBefore(text)),
                new TextFilter("rstrip", (text, given) -> Words.withoutSpaceAfter(text)),
                new TextFilter("strip", (text, given) -> Words.withoutSpaceAfter(Words.withoutSpaceBefore(text))),
                new TextFilter("squish", (text, given) -> Words.squished(text)),
                new TextFilter(
                        "truncate",
                        (text, given) -> Characters.truncated(text, given.whole(0, 50), given.text(1, "..."))),
                new TextFilter(
                        "truncatewords", (text, given) -> Words.first(text, given.whole(0, 15), given.text(1, "..."))),
                new TextFilter("replace", (text, given) -> Replacement.all(text, given.text(0, ""), given.text(1, ""))),
                new TextFilter(
                        "replace_first",
                        (text, given) -> Replacement.first(text, given.text(0, ""), given.text(1, ""))),
                new TextFilter(
                        "replace_last", (text, given) -> Replacement.last(text, given.text(0, ""), given.text(1, ""))),
                new TextFilter("remove", (text, given) -> Replacement.all(text, given.text(0, ""), "")),
                new TextFilter("remove_first", (text, given) -> Replacement.first(text, given.text(0, ""), "")),
                new TextFilter("remove_last", (text, given) -> Replacement.last(text, given.text(0, ""), "")),
                new TextFilter("split", (text, given) -> Replacement.split(text, given.text(0, ""))),
                new TextFilter("escape", (text, given) -> TextCodes.escaped(text)),
                new TextFilter("h", (text, given) -> TextCodes.escaped(text)),
                new TextFilter("escape_once", (text, given) -> TextCodes.escapedOnce(text)),
                new TextFilter("url_encode", (text, given) -> TextCodes.urlEncoded(text)),
                new TextFilter("url_decode", (text, given) -> TextCodes.urlDecoded(text)),
                new TextFilter("base64_encode", (text, given) -> TextCodes.base64(text, Base64.getEncoder())),
                new TextFilter("base64_decode", (text, given) -> TextCodes.fromBase64(text, Base64.getDecoder())),
                new TextFilter(
                        "base64_url_safe_encode", (text, given) -> TextCodes.base64(text, Base64.getUrlEncoder())),
                new TextFilter(
                        "base64_url_safe_decode", (text, given) -> TextCodes.fromBase64(text, Base64.getUrlDecoder())));
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
        Arguments arguments = Arguments.of(getName(), context, params);
        CharSequence text = value instanceof CharSequence chars ? chars : arguments.text(value);
        return rule.of(text, arguments);
    }
}
