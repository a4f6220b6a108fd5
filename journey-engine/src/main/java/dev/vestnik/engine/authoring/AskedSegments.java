package dev.vestnik.engine.authoring;

import dev.vestnik.rules.document.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/** Finds the segments that the expressions of a document ask for. */
final class AskedSegments {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** By the call, or as a field. Possessive, as those of {@link NewerWords}. */
    private static final Pattern ASKED = Pattern.compile("\\.\\s*+inSegment\\s*+\\(\\s*+(?:\"([^\"]*+)\"|'([^']*+)')"
            + "|\\bcustomer\\s*+\\.\\s*+segments\\s*+(?:\\.\\s*+(\\w++)|\\[\\s*+(?:\"([^\"]*+)\"|'([^']*+)'))");

    private AskedSegments() {}

    /** The faults of those that there are not. */
    static List<Fault> unknown(String json, Predicate<String> isThere) {
        List<Fault> faults = new ArrayList<>();
        NewerWords.texts("", JSON.readTree(json), (path, text) -> {
            Matcher asked = ASKED.matcher(text);
            while (asked.find()) {
                String segment = segment(asked);
                if (!isThere.test(segment)) {
                    faults.add(new Fault(path, "there is no segment \"" + segment + "\""));
                }
            }
        });
        return faults;
    }

    private static String segment(Matcher asked) {
        return IntStream.rangeClosed(1, asked.groupCount())
                .mapToObj(asked::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
