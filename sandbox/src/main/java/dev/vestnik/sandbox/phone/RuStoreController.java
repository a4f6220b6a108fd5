package dev.vestnik.sandbox.phone;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.device.BrokenWire;
import dev.vestnik.sandbox.device.DeviceRefusals;
import dev.vestnik.sandbox.device.PushResult;
import dev.vestnik.sandbox.device.PushTray;
import dev.vestnik.sandbox.http.HttpSettings;
import dev.vestnik.sandbox.ledger.Provider;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** RuStore's push service. Knows any project, with the account's key as its service token. */
@RestController
final class RuStoreController {
    private static final DeviceRefusals REFUSALS = new DeviceRefusals("NOT_FOUND", "INVALID_ARGUMENT", "UNAVAILABLE");

    private final HttpSettings account;
    private final PushTray tray;
    private final Behaviours behaviours;

    RuStoreController(HttpSettings account, PushTray tray, Behaviours behaviours) {
        this.account = account;
        this.tray = tray;
        this.behaviours = behaviours;
    }

    @PostMapping("/providers/rustore/v1/projects/{project}/messages:send")
    ResponseEntity<Object> send(
            @PathVariable String project,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody byte[] body,
            ServerHttpRequest request)
            throws InterruptedException {
        if (!isKnown(authorization)) {
            return refused("UNAUTHENTICATED", "The service token is not known.");
        }
        PhoneMessage message = PhoneMessage.of(body);
        String device = message.device();
        if (device == null || !message.isShown()) {
            return refused("INVALID_ARGUMENT", "The message has no token, title or body.");
        }
        try {
            return answered(tray.offer(message.toPush(Provider.RUSTORE, project, device), REFUSALS), request);
        } catch (UncheckedIOException e) {
            return refused("INTERNAL", "The ledger does not take it.");
        }
    }

    private boolean isKnown(@Nullable String authorization) {
        return ("Bearer " + account.key()).equals(authorization)
                && !behaviours.of(Provider.RUSTORE).outage().wrongCredentials();
    }

    private static ResponseEntity<Object> answered(PushResult result, ServerHttpRequest request) {
        return switch (result) {
            case PushResult.Refused(String code) -> refused(code, "As its behaviour says.");
            case PushResult.Taken taken -> {
                if (taken.answerLost()) {
                    BrokenWire.reset(request);
                }
                yield ResponseEntity.ok(Map.of());
            }
        };
    }

    private static ResponseEntity<Object> refused(String status, String words) {
        int http = http(status);
        return ResponseEntity.status(http)
                .body(Map.of("error", Map.of("code", http, "message", words, "status", status)));
    }

    private static int http(String status) {
        return switch (status) {
            case "UNAUTHENTICATED" -> 401;
            case "PERMISSION_DENIED" -> 403;
            case "NOT_FOUND", "UNREGISTERED" -> 404;
            case "TOO_MANY_REQUESTS", "RESOURCE_EXHAUSTED" -> 429;
            case "INTERNAL" -> 500;
            case "UNAVAILABLE" -> 503;
            default -> 400;
        };
    }
}
