package dev.vestnik.rules.document;

/**
 * Something wrong with a document. What it repeats of the document has a bound: an author needs no more to find it, and a hostile one gets
 * no answer that is larger than the document.
 *
 * @param path where, for example {@code steps.remind.channels[1].if}; empty for the document as a whole
 * @param problem what, in words for its author
 */
public record Fault(String path, String problem) {
    private static final int LONGEST_PATH = 500;
    private static final int LONGEST_PROBLEM = 2_000;

    public Fault {
        path = shortPath(path);
        problem = cut(problem, LONGEST_PROBLEM);
    }

    /** A path as faults and warnings show it. */
    static String shortPath(String path) {
        return cut(path, LONGEST_PATH);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }

    @Override
    public String toString() {
        return path.isEmpty() ? problem : path + ": " + problem;
    }
}
