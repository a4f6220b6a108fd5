package dev.vestnik.rules.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page of the documentation: the words that it names as code, and its examples. */
final class DocsPage {
    private static final Pattern FENCED = Pattern.compile("```([^\\n]*)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");

    private final String spans;
    private final String examples;

    private DocsPage(String text) {
        List<MatchResult> fenced = FENCED.matcher(text).results().toList();
        this.examples =
                String.join("\n", fenced.stream().map(block -> block.group(2)).toList());
        this.spans = String.join(
                "\n",
                SPAN.matcher(FENCED.matcher(text).replaceAll(""))
                        .results()
                        .map((MatchResult span) -> span.group(1))
                        .toList());
    }

    /** @param name of the file */
    static DocsPage named(String name) {
        try {
            return new DocsPage(Files.readString(Path.of("../docs").resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the prose has the word, as code. */
    boolean names(String key) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(key) + "(?![\\w-])")
                .matcher(spans)
                .find();
    }

    /** Whether an example has the key. */
    boolean shows(String key) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(key) + "\"?:")
                .matcher(examples)
                .find();
    }
}
