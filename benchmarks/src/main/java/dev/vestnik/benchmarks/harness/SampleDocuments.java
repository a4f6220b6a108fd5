package dev.vestnik.benchmarks.harness;

import dev.vestnik.engine.JourneyEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The sample journeys and templates that the engine carries, as documents in YAML. */
public final class SampleDocuments {
    private SampleDocuments() {}

    public static String journey(String id) {
        return read("/samples/journeys/" + id + ".yaml");
    }

    public static String template(String id) {
        return read("/samples/templates/" + id + ".yaml");
    }

    private static String read(String name) {
        try (InputStream in = JourneyEngine.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no sample " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
