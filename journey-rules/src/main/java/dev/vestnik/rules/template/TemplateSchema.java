package dev.vestnik.rules.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The JSON Schema of template documents, for editors. */
public final class TemplateSchema {
    private TemplateSchema() {}

    public static String text() {
        try (InputStream in = TemplateSchema.class.getResourceAsStream("/template-schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
