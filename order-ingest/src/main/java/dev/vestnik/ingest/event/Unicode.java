package dev.vestnik.ingest.event;

/** Texts that UTF-8 can write. */
final class Unicode {
    static final String PROBLEM = "has half a Unicode character (a lone surrogate)";

    /** The longest name that a fault's path repeats. */
    static final int LONGEST_NAME = 256;

    private Unicode() {}

    /** Whether every surrogate has its other half; JSON can escape one alone, UTF-8 would lose it. */
    static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                return false;
            }
            i++;
        }
        return true;
    }
}
