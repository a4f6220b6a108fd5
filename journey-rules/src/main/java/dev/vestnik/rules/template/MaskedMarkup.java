package dev.vestnik.rules.template;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A markup text whose Liquid is hidden from those who process it.
 *
 * @param markup with a word in the place of each piece of Liquid
 * @param mark the start of those words
 * @param pieces the Liquid, in the order of the words' numbers
 */
record MaskedMarkup(String markup, String mark, List<String> pieces) {
    private static final int MOST_DIGITS = 6;
    private static final String MARK = "lqd";

    static MaskedMarkup of(String source) {
        String mark = mark(source);
        StringBuilder markup = new StringBuilder();
        List<String> pieces = new ArrayList<>();
        for (LiquidScan.Piece piece : LiquidScan.of(source).pieces()) {
            if (piece.kind() == LiquidScan.Kind.TEXT) {
                markup.append(piece.text());
            } else {
                markup.append(mark).append(pieces.size()).append('z');
                pieces.add(piece.text());
            }
        }
        return new MaskedMarkup(markup.toString(), mark, List.copyOf(pieces));
    }

    /** Whether a piece of Liquid is hidden at the start of the word. */
    static boolean isMark(String word) {
        return word.startsWith(MARK);
    }

    /** A short word that the source has not: some of these are in no source of the length that there is room for. */
    private static String mark(String source) {
        return IntStream.range(0, 26 * 26 * 26)
                .mapToObj(i -> MARK + letter(i / 676) + letter(i / 26) + letter(i))
                .filter(word -> !source.contains(word))
                .findFirst()
                .orElseThrow();
    }

    private static char letter(int i) {
        return (char) ('a' + i % 26);
    }

    /** The Liquid whose place is gone. */
    List<String> lostIn(String processed) {
        BitSet found = new BitSet(pieces.size());
        words(processed, new StringBuilder(), found::set);
        return IntStream.range(0, pieces.size())
                .filter(i -> !found.get(i))
                .mapToObj(pieces::get)
                .toList();
    }

    String restored(String processed) {
        StringBuilder restored = new StringBuilder(processed.length());
        words(processed, restored, piece -> restored.append(pieces.get(piece)));
        return restored.toString();
    }

    /** Goes through the words once. */
    private void words(String processed, StringBuilder between, IntConsumer each) {
        int from = 0;
        int at = processed.indexOf(mark);
        while (at >= 0) {
            int digits = at + mark.length();
            int end = digits;
            while (end < processed.length() && end - digits < MOST_DIGITS && isDigit(processed.charAt(end))) {
                end++;
            }
            boolean word = end > digits && end < processed.length() && processed.charAt(end) == 'z';
            int piece = word ? Integer.parseInt(processed, digits, end, 10) : pieces.size();
            if (piece < pieces.size()) {
                between.append(processed, from, at);
                each.accept(piece);
                from = end + 1;
            }
            at = processed.indexOf(mark, end);
        }
        between.append(processed, from, processed.length());
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
