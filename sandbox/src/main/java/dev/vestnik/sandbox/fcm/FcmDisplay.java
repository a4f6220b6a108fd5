package dev.vestnik.sandbox.fcm;

import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.outbox.Display;
import dev.vestnik.sandbox.outbox.Shown;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows a notification as an Android phone does; the app takes from the data what the notification leaves out. */
final class FcmDisplay implements Display {

    @Override
    public Set<Provider> providers() {
        return Set.of(Provider.FCM);
    }

    @Override
    public Shown show(List<Received> parts) {
        JsonNode message = JsonMapper.shared().readTree(parts.getFirst().body());
        JsonNode notification = message.path("notification");
        JsonNode data = message.path("data");
        String link = FcmMessage.text(message.path("webpush").path("fcm_options"), "link");
        return Shown.push(
                either(FcmMessage.text(notification, "title"), FcmMessage.text(data, "title")),
                either(FcmMessage.text(notification, "body"), FcmMessage.text(data, "body")),
                either(FcmMessage.text(data, "url"), link),
                either(FcmMessage.text(notification, "image"), FcmMessage.text(data, "imageUrl")));
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
