package dev.vestnik.sender.lane;

/**
 * Makes text fit for a header, a notification or a protocol field. A customer's name, which may be in it, comes from outside. Linear in its
 * input.
 */
final class TextCleaning {
    private static final char ZERO_WIDTH_JOINER = '\u200d';

    private TextCleaning() {}

    /**
     * One line: line breaks and other control characters become spaces, several spaces one, halves of surrogate pairs and noncharacters
     * vanish. Direction controls that are not closed are closed, so that they turn nothing behind the text around.
     *
     * @param most code points that are kept; an ellipsis shows that text was cut off
     */
    static String line(String text, int most) {
        return written(text, most, false);
    }

    /** Several lines, separated by {@code \n}; otherwise as {@link #line}, but spaces and tabs stay as they are. */
    static String lines(String text, int most) {
        return written(text, most, true);
    }

    private static String written(String text, int most, boolean breaks) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), 2 * most) + 8);
        Directions directions = new Directions(kept);
        int count = 0;
        for (int i = 0, size; i < text.length(); i += size) {
            int c = text.codePointAt(i);
            size = Character.charCount(c);
            if (isCarriageReturnOfPair(text, i)) {
                continue;
            }
            int shown = shown(c, breaks);
            if (shown < 0
                    || (!breaks && isSpace(shown) && (kept.isEmpty() || isSpace(kept.charAt(kept.length() - 1))))) {
                continue;
            }
            if (count == most) {
                ellipsis(kept);
                break;
            }
            count++;
            directions.append(shown);
        }
        directions.close();
        return breaks ? kept.toString() : kept.toString().strip();
    }

    private static boolean isCarriageReturnOfPair(String text, int i) {
        return text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
    }

    /** The code point that is shown in place of this one; -1 for none. */
    private static int shown(int c, boolean breaks) {
        return switch (Character.getType(c)) {
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> breaks ? '\n' : ' ';
            case Character.CONTROL -> control(c, breaks);
            case Character.SURROGATE -> -1;
            default -> isNoncharacter(c) ? -1 : c;
        };
    }

    private static int control(int c, boolean breaks) {
        if (!breaks) {
            return ' ';
        }
        return switch (c) {
            case '\n', '\r' -> '\n';
            case '\t' -> '\t';
            default -> -1;
        };
    }

    private static boolean isNoncharacter(int c) {
        return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    }

    private static boolean isSpace(int c) {
        return c == ' ' || Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    /** Takes the last character's place, but never that of a direction control: those are in pairs. */
    private static void ellipsis(StringBuilder kept) {
        if (kept.isEmpty()) {
            return;
        }
        int end = kept.length();
        while (end > 0 && Directions.isControl(kept.charAt(end - 1))) {
            end--;
        }
        if (end > 0) {
            int last = kept.offsetByCodePoints(end, -1);
            boolean joined = last > 0 && kept.charAt(last - 1) == ZERO_WIDTH_JOINER;
            kept.delete(joined ? last - 1 : last, end);
        }
        kept.append('\u2026');
    }

    /** Keeps the direction controls of Unicode's UAX 9 in pairs, line by line. */
    private static final class Directions {
        private static final char POP_FORMATTING = '\u202c';
        private static final char POP_ISOLATE = '\u2069';
        private static final int DEEPEST = 60;

        private final StringBuilder out;
        private final StringBuilder open = new StringBuilder();

        Directions(StringBuilder out) {
            this.out = out;
        }

        static boolean isControl(char c) {
            return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        }

        void append(int c) {
            switch (c) {
                case 0x202A, 0x202B, 0x202D, 0x202E -> begin(c, POP_FORMATTING);
                case 0x2066, 0x2067, 0x2068 -> begin(c, POP_ISOLATE);
                case POP_FORMATTING, POP_ISOLATE -> end((char) c);
                case '\n' -> {
                    close();
                    out.append('\n');
                }
                default -> out.appendCodePoint(c);
            }
        }

        private void begin(int c, char end) {
            if (open.length() < DEEPEST) {
                out.appendCodePoint(c);
                open.append(end);
            }
        }

        private void end(char c) {
            int at = open.lastIndexOf(String.valueOf(c));
            while (at >= 0 && open.length() > at) {
                closeLast();
            }
        }

        void close() {
            while (!open.isEmpty()) {
                closeLast();
            }
        }

        private void closeLast() {
            out.append(open.charAt(open.length() - 1));
            open.setLength(open.length() - 1);
        }
    }
}
