package dev.vestnik.rules.document;

/**
 * Something wrong with a document.
 *
 * @param path where, for example {@code steps.remind.channels[1].if}; empty for the document as a whole
 * @param problem what, in words for its author
 */
public record Fault(String path, String problem) {
    @Override
    public String toString() {
        return path.isEmpty() ? problem : path + ": " + problem;
    }
}
