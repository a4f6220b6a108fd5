package dev.vestnik.rules.work;

/**
 * A text to look for, in time linear in both texts (Knuth, Morris and Pratt), where {@link String#contains} takes their product: of
 * {@code aaa…b} in {@code aaa…a}. Immutable.
 */
public final class Needle {
    private final CharSequence text;
    /** Borders of matched starts, by their lengths: the length of the longest own start with which each also ends. */
    private final int[] borders;

    public Needle(CharSequence text) {
        this.text = text;
        this.borders = new int[text.length() + 1];
        int border = 0;
        for (int i = 1; i < text.length(); i++) {
            border = extended(border, text.charAt(i));
            borders[i + 1] = border;
        }
    }

    public int length() {
        return text.length();
    }

    /** The first place at or after {@code from} where it stands; -1 where there is none. */
    public int in(CharSequence hay, int from) {
        if (length() == 0) {
            return from <= hay.length() ? from : -1;
        }
        int matched = 0;
        for (int i = from; i < hay.length(); i++) {
            matched = extended(matched, hay.charAt(i));
            if (matched == length()) {
                return i + 1 - matched;
            }
        }
        return -1;
    }

    private int extended(int matched, char next) {
        int shorter = matched;
        while (shorter > 0 && text.charAt(shorter) != next) {
            shorter = borders[shorter];
        }
        return text.charAt(shorter) == next ? shorter + 1 : 0;
    }
}
