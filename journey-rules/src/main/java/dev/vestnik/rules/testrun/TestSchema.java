package dev.vestnik.rules.testrun;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The JSON Schemas of tests and test runs, for editors. */
public final class TestSchema {
    private TestSchema() {}

    public static String ofTests() {
        return text("/journey-test-schema.json");
    }

    public static String ofRuns() {
        return text("/test-run-schema.json");
    }

    private static String text(String resource) {
        try (InputStream in = TestSchema.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
