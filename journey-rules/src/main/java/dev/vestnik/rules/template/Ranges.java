package dev.vestnik.rules.template;

/** Rewrites parts of a tag that stand in no quotes; one pass each. */
final class Ranges {
    private Ranges() {}

    /** {@code (a..b)} as {@code range[a][b]}. */
    static String asLists(String tag) {
        if (!tag.contains("..")) {
            return tag;
        }
        StringBuilder made = new StringBuilder(tag.length() + 32);
        char quote = 0;
        int bracket = -1;
        int dots = -1;
        for (int i = 0; i < tag.length(); i++) {
            char c = tag.charAt(i);
            quote = LiquidScan.quoted(quote, c);
            made.append(c);
            if (quote == 0 && c == '(') {
                bracket = made.length() - 1;
                dots = -1;
            } else if (quote == 0 && c == '.' && tag.startsWith("..", i) && bracket >= 0 && dots < 0) {
                dots = made.length() - 1;
            } else if (quote == 0 && c == ')' && dots >= 0) {
                String list = PlainTags.RANGE + "[" + made.substring(bracket + 1, dots) + "]["
                        + made.substring(dots + 2, made.length() - 1) + "]";
                made.replace(bracket, made.length(), list);
                bracket = -1;
                dots = -1;
            }
        }
        return made.toString();
    }

    /** Liquid takes commas between what follows the list of a loop. */
    static String withoutCommas(String tag) {
        StringBuilder made = new StringBuilder(tag);
        char quote = 0;
        int depth = 0;
        for (int i = 0; i < tag.length(); i++) {
            char c = tag.charAt(i);
            quote = LiquidScan.quoted(quote, c);
            depth += quote != 0 ? 0 : c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            if (quote == 0 && depth == 0 && c == ',') {
                made.setCharAt(i, ' ');
            }
        }
        return made.toString();
    }
}
