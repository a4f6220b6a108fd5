package dev.vestnik.rules.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The JSON Schemas of campaigns and of segments, for editors. */
public final class CampaignSchema {
    private CampaignSchema() {}

    public static String text() {
        return resource("/campaign-schema.json");
    }

    public static String ofSegments() {
        return resource("/segment-schema.json");
    }

    private static String resource(String name) {
        try (InputStream in = CampaignSchema.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
