package dev.vestnik.service.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Words a start that ends with a file which is no YAML, without the line in question: it may hold a secret. */
final class UnreadableFileAnalyzer extends AbstractFailureAnalyzer<MarkedYAMLException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, MarkedYAMLException cause) {
        return new FailureAnalysis(
                "A file of settings is no YAML: " + place(cause),
                "Correct the indentation, quotes or colons there and start again.",
                cause);
    }

    static String place(MarkedYAMLException cause) {
        return cause.getProblemMark() == null
                ? "its form is broken"
                : "line %d, column %d"
                        .formatted(
                                cause.getProblemMark().getLine() + 1,
                                cause.getProblemMark().getColumn() + 1);
    }
}
