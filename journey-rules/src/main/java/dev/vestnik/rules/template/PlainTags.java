package dev.vestnik.rules.template;

import dev.vestnik.rules.document.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the parser does not know of Liquid in what it does know: {@code {% liquid %}} as its tags, {@code {% echo %}} as an output,
 * {@code elsif} in an {@code unless} as an {@code if} in its {@code else}, ranges as lists, the commas of {@code for} as spaces. One pass.
 */
final class PlainTags {
    /** The list that a range is written as: its ends are its indexes. */
    static final String RANGE = "vestnik_range";

    private static final Set<String> PARTS = Set.of("elsif", "else", "when");

    private final List<LiquidScan.Piece> plain = new ArrayList<>();
    private final Set<String> problems = new LinkedHashSet<>();
    /** The number of {@code if} in the {@code else} of each {@code unless} that is open; -1 for other blocks. */
    private final Deque<Integer> open = new ArrayDeque<>();

    private String until = "";

    private PlainTags() {}

    /** @param problem null where there is none */
    record Rewritten(
            List<LiquidScan.Piece> pieces, @Nullable String problem) {}

    static Rewritten of(List<LiquidScan.Piece> pieces) {
        PlainTags tags = new PlainTags();
        pieces.forEach(tags::add);
        return new Rewritten(tags.plain, tags.problems.stream().findFirst().orElse(null));
    }

    /** Adds a piece; inside a raw or a comment nothing is a tag. */
    private void add(LiquidScan.Piece piece) {
        String tag = piece.tag();
        boolean ends = tag.equals(until) && !(tag.equals("endraw") && piece.trimsBefore());
        boolean verbatim = !until.isEmpty() && !ends;
        if (verbatim || piece.kind() == LiquidScan.Kind.TEXT) {
            plain.add(piece);
        } else if (piece.kind() == LiquidScan.Kind.OUTPUT) {
            plain.add(new LiquidScan.Piece(piece.kind(), Ranges.asLists(piece.text())));
        } else if (tag.equals("liquid")) {
            lines(piece);
        } else {
            tag(tag, piece);
        }
    }

    private void tag(String tag, LiquidScan.Piece piece) {
        check(tag);
        until = tag.equals("raw") || tag.equals("comment") ? "end" + tag : "";
        String text = tag.equals("for") ? Ranges.withoutCommas(piece.text()) : piece.text();
        LiquidScan.Piece simple = new LiquidScan.Piece(piece.kind(), Ranges.asLists(text));
        switch (tag) {
            case "echo" -> plain.add(output(simple));
            case "unless" -> {
                open.push(0);
                plain.add(simple);
            }
            case "if", "case", "for", "ifchanged", "capture" -> {
                open.push(-1);
                plain.add(simple);
            }
            case "elsif" -> branch(simple);
            case "endunless" -> endUnless(simple);
            case "endif", "endcase", "endfor", "endifchanged", "endcapture" -> {
                open.poll();
                plain.add(simple);
            }
            default -> plain.add(simple);
        }
    }

    private void check(String tag) {
        boolean end = tag.startsWith("end") && LiquidCompiler.tags().contains(tag.substring(3));
        if (!tag.isEmpty()
                && !end
                && !PARTS.contains(tag)
                && !LiquidCompiler.tags().contains(tag)) {
            problems.add("there is no tag \"" + tag + "\"" + Nearest.hint(tag, LiquidCompiler.tags()));
        }
    }

    private static LiquidScan.Piece output(LiquidScan.Piece echo) {
        int name = echo.text().indexOf("echo");
        String inner = echo.text().substring(name + "echo".length(), echo.text().length() - 2);
        String start = echo.trimsBefore() ? "{{-" : "{{";
        return new LiquidScan.Piece(LiquidScan.Kind.OUTPUT, start + inner + "}}");
    }

    private void branch(LiquidScan.Piece elsif) {
        Integer inner = open.peek();
        if (inner == null || inner < 0) {
            plain.add(elsif);
            return;
        }
        open.pop();
        open.push(inner + 1);
        plain.add(tagged(elsif.trimsBefore() ? "{%- else " : "{% else ", "%}"));
        plain.add(
                new LiquidScan.Piece(LiquidScan.Kind.TAG, elsif.text().replaceFirst("^\\{%-?\\s*elsif\\b", "{% if ")));
    }

    private void endUnless(LiquidScan.Piece end) {
        Integer inner = open.poll();
        for (int i = 0; inner != null && i < inner; i++) {
            plain.add(tagged(i == 0 && end.trimsBefore() ? "{%- endif " : "{% endif ", "%}"));
        }
        plain.add(end);
    }

    private static LiquidScan.Piece tagged(String start, String end) {
        return new LiquidScan.Piece(LiquidScan.Kind.TAG, start + end);
    }

    /** Each line of it is a tag. The first and the last one take white space away where it does. */
    private void lines(LiquidScan.Piece liquid) {
        int name = liquid.text().indexOf("liquid") + "liquid".length();
        int end = liquid.text().length() - (liquid.trimsAfter() ? 3 : 2);
        List<String> lines = liquid.text()
                .substring(name, Math.max(name, end))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (liquid.trimsBefore()) {
            plain.add(tagged("{%- # ", "%}"));
        }
        lines.forEach(this::line);
        if (liquid.trimsAfter()) {
            plain.add(tagged("{% # ", "-%}"));
        }
    }

    private void line(String line) {
        String problem = LiquidScan.problem("{% " + line + " %}");
        if (problem != null) {
            problems.add("\"" + line.substring(0, Math.min(20, line.length())) + "…\" " + problem);
            return;
        }
        LiquidScan.Piece piece = tagged("{% " + line + " ", "%}");
        if (piece.tag().equals("liquid")) {
            problems.add("{% liquid %} is in another one");
        } else {
            add(piece);
        }
    }
}
