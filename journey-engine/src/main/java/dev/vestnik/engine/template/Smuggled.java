package dev.vestnik.engine.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A markup text whose Liquid is hidden from those who process it.
 *
 * @param markup with a word in the place of each piece of Liquid
 * @param mark the start of those words
 * @param pieces the Liquid, in the order of the words' numbers
 */
record Smuggled(String markup, String mark, List<String> pieces) {

    static Smuggled of(String source) {
        String mark = "lqd";
        while (source.contains(mark)) {
            mark += "q";
        }
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
        return new Smuggled(markup.toString(), mark, List.copyOf(pieces));
    }

    /** The Liquid whose place is gone. */
    List<String> lostIn(String processed) {
        List<String> lost = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (!processed.contains(mark + i + "z")) {
                lost.add(pieces.get(i));
            }
        }
        return lost;
    }

    String restored(String processed) {
        Matcher word = Pattern.compile(mark + "(\\d+)z").matcher(processed);
        return word.replaceAll(found -> Matcher.quoteReplacement(pieces.get(Integer.parseInt(found.group(1)))));
    }
}
