package dev.vestnik.rules.template;

/** Counts the parts of an SMS (3GPP TS 23.038 and 23.040). */
public final class SmsSegments {
    private static final String GSM =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
                    + "¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String GSM_EXTENSION = "\f^{}\\[~]|€";
    private static final int[] SEPTETS = septets();

    private SmsSegments() {}

    private static int[] septets() {
        int[] septets = new int[0x20ad];
        GSM.chars().forEach(c -> septets[c] = 1);
        GSM_EXTENSION.chars().forEach(c -> septets[c] = 2);
        return septets;
    }

    /** Whether the text fits the SMS alphabet: 160 characters in one part instead of 70. */
    public static boolean isGsm(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (cost(text.charAt(i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The number of parts; a character is never split between two. */
    public static int count(String text) {
        return isGsm(text) ? parts(text, true, 160, 153) : parts(text, false, 70, 67);
    }

    private static int parts(String text, boolean gsm, int alone, int each) {
        int units = 0;
        int parts = 1;
        int inPart = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean pair = !gsm && Character.isHighSurrogate(text.charAt(i)) && i + 1 < text.length();
            int cost = gsm ? cost(text.charAt(i)) : pair ? 2 : 1;
            units += cost;
            inPart += cost;
            if (inPart > each) {
                parts++;
                inPart = cost;
            }
            i += pair ? 1 : 0;
        }
        return units <= alone ? 1 : parts;
    }

    private static int cost(char c) {
        return c < SEPTETS.length ? SEPTETS[c] : 0;
    }
}
