package dev.vestnik.rules.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The journeys and templates that come with the product, as their authors would send them: YAML by id. */
public final class Samples {
    private static final List<String> JOURNEYS =
            List.of("abandoned-cart", "order-placed", "order-shipped", "courier-dispatched", "order-delivered");
    private static final List<String> TEMPLATES =
            List.of("cart-reminder", "order-placed", "order-shipped", "courier-dispatched", "order-delivered");

    private Samples() {}

    public static Map<String, String> journeys() {
        return texts("journeys", JOURNEYS);
    }

    public static Map<String, String> templates() {
        return texts("templates", TEMPLATES);
    }

    private static Map<String, String> texts(String kind, List<String> ids) {
        Map<String, String> texts = new LinkedHashMap<>();
        ids.forEach(id -> texts.put(id, text("/samples/" + kind + "/" + id + ".yaml")));
        return texts;
    }

    private static String text(String resource) {
        try (InputStream in = Samples.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
