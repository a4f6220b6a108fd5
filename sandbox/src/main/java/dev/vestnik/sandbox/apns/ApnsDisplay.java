package dev.vestnik.sandbox.apns;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.outbox.Display;
import dev.vestnik.sandbox.outbox.Shown;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Shows a notification as an iPhone does: the alert, and the app's own {@code url} and {@code imageUrl}. */
final class ApnsDisplay implements Display {

    @Override
    public Set<Provider> providers() {
        return Set.of(Provider.APNS);
    }

    @Override
    public Shown show(List<Received> parts) {
        JsonNode payload = ApnsService.payload(parts.getFirst().body());
        JsonNode alert = payload.path("aps").path("alert");
        String text = alert.isString() ? alert.stringValue() : text(alert, "body");
        return Shown.push(text(alert, "title"), text, text(payload, "url"), text(payload, "imageUrl"));
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isString() ? node.path(field).stringValue() : null;
    }
}
