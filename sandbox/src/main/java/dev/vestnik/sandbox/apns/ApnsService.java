package dev.vestnik.sandbox.apns;

import dev.vestnik.sandbox.device.DeviceRefusals;
import dev.vestnik.sandbox.device.PushMessage;
import dev.vestnik.sandbox.device.PushResult;
import dev.vestnik.sandbox.device.PushTray;
import dev.vestnik.sandbox.ledger.Provider;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Judges a request as APNs does: the form first, then the sender, then the content. */
final class ApnsService {
    private static final Pattern DEVICE_TOKEN = Pattern.compile("(?:[0-9a-fA-F]{2}){32,100}");
    private static final int LARGEST = 4096;
    private static final DeviceRefusals REFUSALS =
            new DeviceRefusals("Unregistered", "BadDeviceToken", "ServiceUnavailable");

    private final SandboxApnsSettings settings;
    private final ApnsAuthority authority;
    private final PushTray tray;
    private final InstantSource clock;

    ApnsService(SandboxApnsSettings settings, ApnsAuthority authority, PushTray tray, InstantSource clock) {
        this.settings = settings;
        this.authority = authority;
        this.tray = tray;
        this.clock = clock;
    }

    /** Judges a request; null when the answer is to be lost. */
    @Nullable
    ApnsReply answer(ApnsRequest request) throws InterruptedException {
        String id = request.id();
        Instant now = clock.instant();
        String objection = objection(request, now);
        if (objection != null) {
            return ApnsReply.refused(id, objection, now);
        }
        try {
            return switch (tray.offer(message(request), REFUSALS)) {
                case PushResult.Taken taken -> taken.answerLost() ? null : ApnsReply.accepted(id);
                case PushResult.Refused refused -> ApnsReply.refused(id, refused.code(), now);
            };
        } catch (UncheckedIOException e) {
            return ApnsReply.refused(id, "InternalServerError", now);
        }
    }

    private @Nullable String objection(ApnsRequest request, Instant now) {
        if (!request.path().startsWith(ApnsRequest.DEVICE)) {
            return "BadPath";
        }
        if (!request.method().equals("POST")) {
            return "MethodNotAllowed";
        }
        String unproven = authority.objection(request.header("authorization"), now);
        return unproven == null ? contentObjection(request) : unproven;
    }

    private @Nullable String contentObjection(ApnsRequest request) {
        String topic = request.header("apns-topic");
        if (topic == null) {
            return "MissingTopic";
        }
        if (!settings.topics().contains(topic)) {
            return "TopicDisallowed";
        }
        if (request.deviceToken().isEmpty()) {
            return "MissingDeviceToken";
        }
        if (!DEVICE_TOKEN.matcher(request.deviceToken()).matches()) {
            return "BadDeviceToken";
        }
        if (request.body().length > LARGEST) {
            return "PayloadTooLarge";
        }
        return payload(request.body()).path("aps").isObject() ? null : "PayloadEmpty";
    }

    private static PushMessage message(ApnsRequest request) {
        JsonNode mark = payload(request.body()).path("vestnik");
        return new PushMessage(
                Provider.APNS,
                request.headers().getOrDefault("apns-topic", ""),
                request.deviceToken().toLowerCase(Locale.ROOT),
                PushMessage.Mark.of(
                        name -> mark.hasNonNull(name) ? mark.path(name).asString() : null),
                request.facts(),
                request.body());
    }

    /** Reads the payload; an empty object when it is not JSON. */
    static JsonNode payload(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().createObjectNode();
        }
    }
}
