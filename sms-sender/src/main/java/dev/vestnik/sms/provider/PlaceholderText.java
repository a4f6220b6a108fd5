package dev.vestnik.sms.provider;

import dev.vestnik.sender.http.HttpCall;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text with placeholders in braces, each of a closed set. Nothing in it is run. */
record PlaceholderText(String text) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z.]{1,20})}");

    /** The placeholders that may stand in a body. */
    static final Set<String> ALL = Set.of(
            "to",
            "to.digits",
            "from",
            "text",
            "token",
            "reference",
            "hook",
            "hook.token",
            "user",
            "key",
            "life.ms",
            "life.seconds",
            "life.minutes");

    /** The placeholders that may stand in a header or a path: nothing that a shop or a customer writes. */
    static final Set<String> SAFE = Set.of("to", "to.digits", "token", "reference", "user", "key");

    /** The placeholders in the text that are not among the allowed ones, in order. */
    Set<String> strange(Set<String> allowed) {
        Set<String> strange = new TreeSet<>();
        PLACEHOLDER.matcher(text).results().map(found -> found.group(1)).forEach(strange::add);
        strange.removeAll(allowed);
        String rest = PLACEHOLDER.matcher(text).replaceAll("");
        if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
            strange.add("a brace");
        }
        return strange;
    }

    /** Whether the text is one number of a message's life and nothing else. */
    boolean isNumber() {
        return text.startsWith("{life.") && text.indexOf('}') == text.length() - 1;
    }

    /** The text with its values; null when one of them is missing. */
    @Nullable
    String filled(Map<String, String> values) {
        return filled(values, UnaryOperator.identity());
    }

    /** The same as a part of a path, with values encoded. */
    @Nullable
    String filledPath(Map<String, String> values) {
        return filled(values, value -> HttpCall.encoded(Map.of("", value)).substring(1));
    }

    private @Nullable String filled(Map<String, String> values, UnaryOperator<String> form) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        if (matcher.results().anyMatch(found -> !values.containsKey(found.group(1)))) {
            return null;
        }
        return matcher.replaceAll(found -> Matcher.quoteReplacement(form.apply(value(values, found))));
    }

    private static String value(Map<String, String> values, MatchResult found) {
        return values.getOrDefault(found.group(1), "");
    }
}
