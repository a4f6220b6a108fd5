package dev.vestnik.rules.template;

import java.util.List;
import liqp.TemplateContext;
import liqp.filters.Filter;

/** A filter on a text in one pass, in the place of one of the library's that takes the square of its length, or can be made to. */
final class TextFilter extends Filter {
    private final Rule rule;

    /** Reads the text only through this interface, so that a test can count what it reads. */
    interface Rule {
        Object of(CharSequence text, Arguments arguments);
    }

    /** The arguments, as texts and numbers. */
    interface Arguments {
        String text(int index, String otherwise);

        int number(int index, int otherwise);
    }

    private TextFilter(String name, Rule rule) {
        super(name);
        this.rule = rule;
    }

    static List<Filter> all() {
        return List.of(
                new TextFilter("upcase", (text, arguments) -> Cases.upper(text)),
                new TextFilter("downcase", (text, arguments) -> Cases.lower(text)),
                new TextFilter("strip_html", (text, arguments) -> MarkupText.of(text)),
                new TextFilter("lstrip", (text, arguments) -> Words.withoutSpaceBefore(text)),
                new TextFilter("rstrip", (text, arguments) -> Words.withoutSpaceAfter(text)),
                new TextFilter(
                        "truncatewords",
                        (text, arguments) -> Words.first(text, arguments.number(0, 15), arguments.text(1, "..."))),
                new TextFilter(
                        "replace",
                        (text, arguments) -> Replacement.all(text, arguments.text(0, ""), arguments.text(1, ""))),
                new TextFilter(
                        "replace_first",
                        (text, arguments) -> Replacement.first(text, arguments.text(0, ""), arguments.text(1, ""))),
                new TextFilter("remove", (text, arguments) -> Replacement.all(text, arguments.text(0, ""), "")),
                new TextFilter("remove_first", (text, arguments) -> Replacement.first(text, arguments.text(0, ""), "")),
                new TextFilter("split", (text, arguments) -> Replacement.split(text, arguments.text(0, ""))));
    }

    @Override
    public Object apply(Object value, TemplateContext context, Object... params) {
        CharSequence text = value instanceof CharSequence chars ? chars : asString(value, context);
        return rule.of(text, new Arguments() {
            @Override
            public String text(int index, String otherwise) {
                return index < params.length ? asString(params[index], context) : otherwise;
            }

            @Override
            public int number(int index, int otherwise) {
                return index < params.length ? asNumber(params[index]).intValue() : otherwise;
            }
        });
    }
}
