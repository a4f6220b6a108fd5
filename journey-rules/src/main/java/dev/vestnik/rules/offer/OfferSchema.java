package dev.vestnik.rules.offer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The JSON Schema of offers, for editors. */
public final class OfferSchema {
    private OfferSchema() {}

    public static String text() {
        try (InputStream in = OfferSchema.class.getResourceAsStream("/offer-schema.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
