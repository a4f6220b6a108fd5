package dev.vestnik.sandbox.webpush;

import dev.vestnik.sandbox.device.BrokenWire;
import dev.vestnik.sandbox.device.DeviceRefusals;
import dev.vestnik.sandbox.device.PushMessage;
import dev.vestnik.sandbox.device.PushResult;
import dev.vestnik.sandbox.device.PushTray;
import dev.vestnik.sandbox.host.PublicUrl;
import dev.vestnik.sandbox.ledger.Provider;
import dev.vestnik.sandbox.ledger.Tag;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The push service (RFC 8030), and the browser that subscribes to it. */
@RestController
final class WebPushController {
    private static final int LARGEST = 4096 + 103;
    private static final Pattern TTL = Pattern.compile("\\d{1,10}");
    private static final DeviceRefusals REFUSALS = new DeviceRefusals("410", "403", "503");

    private final Subscriptions subscriptions;
    private final Vapid vapid;
    private final PushTray tray;
    private final PublicUrl url;
    private final InstantSource clock;

    WebPushController(Subscriptions subscriptions, Vapid vapid, PushTray tray, PublicUrl url, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.vapid = vapid;
        this.tray = tray;
        this.url = url;
        this.clock = clock;
    }

    /** A new subscription as a page hands it to its shop. */
    record Minted(String endpoint, String p256dh, String auth) {}

    @PostMapping("/webpush/subscriptions")
    ResponseEntity<Minted> subscribe(@RequestBody(required = false) @Nullable JsonNode body) {
        JsonNode key = body == null ? null : body.path("applicationServerKey");
        Subscription subscription = Subscription.create(key != null && key.isString() ? key.stringValue() : null);
        subscriptions.add(subscription);
        URI endpoint = endpoint(subscription);
        return ResponseEntity.created(endpoint)
                .body(new Minted(endpoint.toString(), subscription.p256dh(), subscription.auth()));
    }

    private URI endpoint(Subscription subscription) {
        return URI.create(url.get() + "/webpush/push/" + subscription.id());
    }

    @PostMapping("/webpush/push/{id}")
    ResponseEntity<?> push(
            @PathVariable String id, @RequestBody(required = false) byte @Nullable [] body, ServerHttpRequest request)
            throws InterruptedException {
        HttpHeaders headers = request.getHeaders();
        Subscription subscription = subscriptions.find(id).orElse(null);
        if (subscription == null) {
            return refused(404, "there is no such subscription");
        }
        URI service = url.get();
        String origin = service.getScheme() + "://" + service.getAuthority();
        return switch (vapid.judge(headers.getFirst("Authorization"), origin, subscription, clock.instant())) {
            case Vapid.Verdict.Refused no -> refused(no.status(), no.why());
            case Vapid.Verdict.Believed server -> {
                byte[] content = body == null ? new byte[0] : body;
                Optional<ResponseEntity<ProblemDetail>> fault = fault(headers, content);
                yield fault.isPresent() ? fault.get() : offer(subscription, server, content, request);
            }
        };
    }

    private static Optional<ResponseEntity<ProblemDetail>> fault(HttpHeaders headers, byte[] body) {
        String ttl = headers.getFirst("TTL");
        if (ttl == null || !TTL.matcher(ttl).matches()) {
            return Optional.of(refused(400, "TTL must be a number of seconds"));
        }
        if (body.length == 0) {
            return Optional.of(refused(400, "a message without content shows nothing"));
        }
        if (body.length > LARGEST) {
            return Optional.of(refused(413, "the content is longer than 4096 octets"));
        }
        return "aes128gcm".equals(headers.getFirst("Content-Encoding"))
                ? Optional.empty()
                : Optional.of(refused(415, "Content-Encoding must be aes128gcm"));
    }

    private ResponseEntity<?> offer(
            Subscription subscription, Vapid.Verdict.Believed server, byte[] body, ServerHttpRequest request)
            throws InterruptedException {
        byte[] content;
        try {
            content = Decryption.decrypt(body, subscription);
        } catch (GeneralSecurityException e) {
            tray.refuse(message(subscription, server, Map.of(), new byte[0]), "undecryptable");
            return refused(400, "the browser cannot decrypt this: " + e.getMessage());
        }
        try {
            Map<String, String> facts = facts(request.getHeaders());
            return answer(tray.offer(message(subscription, server, facts, content), REFUSALS), request);
        } catch (UncheckedIOException e) {
            return refused(500, "the ledger does not take it");
        }
    }

    private ResponseEntity<?> answer(PushResult outcome, ServerHttpRequest request) {
        return switch (outcome) {
            case PushResult.Refused refused -> refused(Integer.parseInt(refused.code()), "as its behaviour says");
            case PushResult.Taken taken -> {
                if (taken.answerLost()) {
                    BrokenWire.reset(request);
                }
                yield ResponseEntity.created(URI.create(url.get() + "/webpush/messages/" + taken.seq()))
                        .build();
            }
        };
    }

    private PushMessage message(
            Subscription subscription, Vapid.Verdict.Believed server, Map<String, String> facts, byte[] content) {
        JsonNode mark = WebPushDisplay.payload(content).path("vestnik");
        PushMessage.Mark read = mark.isObject()
                ? PushMessage.Mark.of(
                        name -> mark.hasNonNull(name) ? mark.path(name).asString() : null)
                : new PushMessage.Mark(Tag.NONE, null);
        return new PushMessage(
                Provider.WEBPUSH, server.subject(), endpoint(subscription).toString(), read, facts, content);
    }

    private static Map<String, String> facts(HttpHeaders headers) {
        Map<String, String> facts = new HashMap<>();
        for (String name : new String[] {"TTL", "Urgency", "Topic"}) {
            String value = headers.getFirst(name);
            if (value != null) {
                facts.put(name.toLowerCase(Locale.ROOT), value);
            }
        }
        return facts;
    }

    private static ResponseEntity<ProblemDetail> refused(int status, String why) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (status == 503 || status == 429) {
            answer.header("Retry-After", "1");
        }
        return answer.body(ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), why));
    }
}
