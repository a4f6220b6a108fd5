package dev.vestnik.push.device;

import java.text.BreakIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Makes a notice fit into a platform's payload. Pure. */
public final class Fit {
    private static final String ELLIPSIS = "\u2026";

    private Fit() {}

    /**
     * The notice itself; or without its picture, because the text is worth more; or with the end of its body cut off between two
     * characters as a reader sees them. Empty when it does not fit without a body either.
     *
     * @param bytes the size of a notice's payload, which grows with its body
     */
    public static Optional<Notice> within(int most, Notice notice, ToIntFunction<Notice> bytes) {
        if (bytes.applyAsInt(notice) <= most) {
            return Optional.of(notice);
        }
        Notice plain = notice.withoutImage();
        if (bytes.applyAsInt(plain) <= most) {
            return Optional.of(plain);
        }
        if (bytes.applyAsInt(plain.withBody("")) > most) {
            return Optional.empty();
        }
        return Optional.of(plain.withBody(longest(plain, most, bytes)));
    }

    /** The longest beginning of the body that fits, found by halving. */
    private static String longest(Notice notice, int most, ToIntFunction<Notice> bytes) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(notice.body());
        String best = "";
        int low = 0;
        int high = notice.body().length();
        while (low < high) {
            int middle = (low + high + 1) / 2;
            int end = characters.isBoundary(middle) ? middle : characters.preceding(middle);
            String cut = notice.body().substring(0, end) + ELLIPSIS;
            if (bytes.applyAsInt(notice.withBody(cut)) <= most) {
                best = cut;
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return best;
    }
}
