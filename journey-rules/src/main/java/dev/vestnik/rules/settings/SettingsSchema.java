package dev.vestnik.rules.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The JSON Schema of the shop's settings, for editors. */
public final class SettingsSchema {
    private SettingsSchema() {}

    public static String text() {
        try (InputStream in = SettingsSchema.class.getResourceAsStream("/settings-schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
