package dev.vestnik.rules.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A sample of a rendered text: the longest of its alternatives, 20 letters for every value. */
final class Sample {
    private static final String VALUE = "x".repeat(20);

    private final Deque<StringBuilder> open = new ArrayDeque<>(List.of(new StringBuilder()));
    private final Deque<String> longest = new ArrayDeque<>();

    private Sample() {}

    static String of(List<LiquidScan.Piece> pieces) {
        Sample sample = new Sample();
        for (LiquidScan.Piece piece : pieces) {
            StringBuilder here = sample.open.getLast();
            switch (piece.kind()) {
                case TEXT -> here.append(piece.text());
                case OUTPUT -> here.append(VALUE);
                case TAG -> sample.branch(piece.tag());
            }
        }
        StringBuilder all = new StringBuilder();
        sample.open.forEach(all::append);
        return all.toString();
    }

    private void branch(String tag) {
        switch (tag) {
            case "if", "unless", "case" -> {
                open.addLast(new StringBuilder());
                longest.addLast("");
            }
            case "elsif", "else", "when" -> {
                if (!longest.isEmpty()) {
                    longest.addLast(longer(longest.removeLast(), open.removeLast()));
                    open.addLast(new StringBuilder());
                }
            }
            case "endif", "endunless", "endcase" -> {
                if (!longest.isEmpty()) {
                    String chosen = longer(longest.removeLast(), open.removeLast());
                    open.getLast().append(chosen);
                }
            }
            default -> {}
        }
    }

    private static String longer(String one, StringBuilder other) {
        return one.length() >= other.length() ? one : other.toString();
    }
}
