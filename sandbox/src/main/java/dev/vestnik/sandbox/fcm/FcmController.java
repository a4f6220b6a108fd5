package dev.vestnik.sandbox.fcm;

import dev.vestnik.sandbox.device.BrokenWire;
import dev.vestnik.sandbox.device.DeviceRefusals;
import dev.vestnik.sandbox.device.IssuedTokens;
import dev.vestnik.sandbox.device.PushResult;
import dev.vestnik.sandbox.device.PushTray;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** FCM's HTTP v1. */
@RestController
final class FcmController {
    private static final DeviceRefusals REFUSALS =
            new DeviceRefusals("UNREGISTERED", "INVALID_ARGUMENT", "UNAVAILABLE");

    private final SandboxFcmSettings settings;
    private final IssuedTokens tokens;
    private final PushTray tray;
    private final InstantSource clock;

    FcmController(SandboxFcmSettings settings, IssuedTokens tokens, PushTray tray, InstantSource clock) {
        this.settings = settings;
        this.tokens = tokens;
        this.tray = tray;
        this.clock = clock;
    }

    @PostMapping("/v1/projects/{project}/messages:send")
    ResponseEntity<Object> send(
            @PathVariable String project,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody byte[] body,
            ServerHttpRequest request)
            throws InterruptedException {
        if (!tokens.admits(authorization, clock.instant())) {
            return FcmError.of("UNAUTHENTICATED", "Request had invalid authentication credentials.");
        }
        if (!project.equals(settings.projectId())) {
            return FcmError.of("SENDER_ID_MISMATCH", "Permission denied on project " + project + ".");
        }
        FcmMessage message = new FcmMessage(body);
        List<FcmError.Violation> violations = message.violations();
        if (!violations.isEmpty()) {
            return FcmError.of("INVALID_ARGUMENT", "Request contains an invalid argument.", violations);
        }
        return message.validateOnly() ? accepted(project, "fake_message_id") : offer(project, message, request);
    }

    private ResponseEntity<Object> offer(String project, FcmMessage message, ServerHttpRequest request)
            throws InterruptedException {
        try {
            return switch (tray.offer(message.toPush(project), REFUSALS)) {
                case PushResult.Refused refused -> FcmError.of(refused.code(), "As its behaviour says.");
                case PushResult.Taken taken -> {
                    if (taken.answerLost()) {
                        BrokenWire.reset(request);
                    }
                    yield accepted(project, "0:" + taken.seq());
                }
            };
        } catch (UncheckedIOException e) {
            return FcmError.of("INTERNAL", "The ledger does not take it.");
        }
    }

    private static ResponseEntity<Object> accepted(String project, String id) {
        return ResponseEntity.ok(Map.of("name", "projects/" + project + "/messages/" + id));
    }
}
