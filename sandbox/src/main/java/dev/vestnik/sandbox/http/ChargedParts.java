package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.smpp.Gsm7Alphabet;

/** Counts the parts that a text is charged as. */
final class ChargedParts {
    private static final int GSM_ALONE = 160;
    private static final int GSM_PART = 153;
    private static final int UCS2_ALONE = 70;
    private static final int UCS2_PART = 67;

    private ChargedParts() {}

    static int of(String text) {
        return Gsm7Alphabet.encode(text)
                .map(septets -> parts(septets.length, GSM_ALONE, GSM_PART))
                .orElseGet(() -> ofUnicode(text));
    }

    static int ofUnicode(String text) {
        return parts(text.length(), UCS2_ALONE, UCS2_PART);
    }

    private static int parts(int length, int alone, int part) {
        return length <= alone ? 1 : (length + part - 1) / part;
    }
}
