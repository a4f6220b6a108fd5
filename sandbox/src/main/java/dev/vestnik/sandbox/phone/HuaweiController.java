package dev.vestnik.sandbox.phone;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.device.BrokenWire;
import dev.vestnik.sandbox.device.DeviceRefusals;
import dev.vestnik.sandbox.device.IssuedTokens;
import dev.vestnik.sandbox.device.PushResult;
import dev.vestnik.sandbox.device.PushTray;
import dev.vestnik.sandbox.http.HttpSettings;
import dev.vestnik.sandbox.ledger.Provider;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Huawei Push Kit, with the endpoint of its access tokens. Knows any app whose client's secret is the account's key. */
@RestController
final class HuaweiController {
    private static final DeviceRefusals REFUSALS = new DeviceRefusals("80300007", "80100003", "503");
    private static final int FLOW_CONTROL = 503;

    private final HttpSettings account;
    private final IssuedTokens tokens;
    private final PushTray tray;
    private final Behaviours behaviours;
    private final InstantSource clock;

    HuaweiController(HttpSettings account, PushTray tray, Behaviours behaviours, InstantSource clock) {
        this.account = account;
        this.tokens = new IssuedTokens(account.key().getBytes(StandardCharsets.UTF_8));
        this.tray = tray;
        this.behaviours = behaviours;
        this.clock = clock;
    }

    @PostMapping(path = "/providers/huawei/oauth2/v3/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<Object>> token(ServerWebExchange exchange) {
        return exchange.getFormData().map(this::granted);
    }

    private ResponseEntity<Object> granted(MultiValueMap<String, String> form) {
        boolean isKnown = "client_credentials".equals(form.getFirst("grant_type"))
                && account.key().equals(form.getFirst("client_secret"))
                && !refusesAccount();
        return isKnown
                ? ResponseEntity.ok(Map.of(
                        "access_token",
                        tokens.issue(clock.instant()),
                        "expires_in",
                        IssuedTokens.LIFE.toSeconds(),
                        "token_type",
                        "Bearer"))
                : ResponseEntity.badRequest().body(Map.of("error", 1101, "sub_error", 20044));
    }

    private boolean refusesAccount() {
        return behaviours.of(Provider.HUAWEI).outage().wrongCredentials();
    }

    @PostMapping("/providers/huawei/v1/{app}/messages:send")
    ResponseEntity<Object> send(
            @PathVariable String app,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestBody byte[] body,
            ServerHttpRequest request)
            throws InterruptedException {
        if (refusesAccount() || !tokens.admits(authorization, clock.instant())) {
            return answer(401, "80200001", "OAuth authentication error");
        }
        PhoneMessage message = PhoneMessage.of(body);
        String device = message.device();
        if (device == null || !message.isShown()) {
            return answer(400, "80100003", "Incorrect message structure");
        }
        try {
            return answered(tray.offer(message.toPush(Provider.HUAWEI, app, device), REFUSALS), request);
        } catch (UncheckedIOException e) {
            return answer(500, "81000001", "System inner error");
        }
    }

    private static ResponseEntity<Object> answered(PushResult result, ServerHttpRequest request) {
        return switch (result) {
            case PushResult.Refused(String code)
            when code.equals(REFUSALS.busy()) ->
                ResponseEntity.status(FLOW_CONTROL).build();
            case PushResult.Refused(String code) -> answer(400, code, "As its behaviour says");
            case PushResult.Taken taken -> {
                if (taken.answerLost()) {
                    BrokenWire.reset(request);
                }
                yield ResponseEntity.ok(
                        Map.of("code", "80000000", "msg", "Success", "requestId", Long.toString(taken.seq())));
            }
        };
    }

    private static ResponseEntity<Object> answer(int status, String code, String words) {
        return ResponseEntity.status(status).body(Map.of("code", code, "msg", words));
    }
}
