package dev.vestnik.push.web;

import com.interaso.webpush.WebPush;
import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.push.device.Platform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.http.HttpWire;
import dev.vestnik.service.clock.SteadyClock;
import java.net.InetAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends to browsers. The message id is the push message's topic: a second copy replaces the first while the browser is offline.
 */
public final class WebPlatform implements Platform<Content.Browser> {
    /** The wait for a place at a push service, which answers in a fraction of it while it is well. */
    private static final Duration PLACE = Duration.ofSeconds(1);

    private final Origins origins;
    private final VapidIdentity identity;
    private final HostLookups lookups;
    private final EndpointPolicy policy;
    private final HttpWire wire;
    private final JsonMapper json;
    private final InstantSource clock;

    /**
     * @param wire closed with this platform
     * @param places the most requests at once to one push service
     */
    public WebPlatform(WebSettings settings, HttpWire wire, JsonMapper json, InstantSource clock, int places) {
        this(
                settings,
                wire,
                json,
                clock,
                new Origins(places, PLACE, new SteadyClock(clock)),
                InetAddress::getAllByName);
    }

    /**
     * @param origins count rests by a clock of their own
     * @param resolver may block for as long as it likes
     */
    WebPlatform(
            WebSettings settings,
            HttpWire wire,
            JsonMapper json,
            InstantSource clock,
            Origins origins,
            EndpointPolicy.Resolver resolver) {
        this.origins = origins;
        this.identity = new VapidIdentity(settings, clock);
        this.lookups = new HostLookups(resolver);
        this.policy = new EndpointPolicy(settings.allowLoopback(), lookups);
        this.wire = wire;
        this.json = json;
        this.clock = clock;
    }

    /** The key with which a shop's page subscribes: base64url, without padding. */
    public String applicationServerKey() {
        return identity.applicationServerKey();
    }

    @Override
    public DeviceOutcome push(Content.Browser browser, Notice notice, BooleanSupplier mayStart)
            throws InterruptedException {
        byte[] payload = payload(notice);
        if (payload.length > WebPayload.MOST_BYTES) {
            return DeviceOutcome.permanent("webpush-too-large");
        }
        URI endpoint = EndpointPolicy.address(browser.endpoint()).orElse(null);
        return endpoint == null
                ? DeviceOutcome.permanent("webpush-endpoint-forbidden")
                : encrypted(endpoint, browser, notice, payload, mayStart);
    }

    private byte[] payload(Notice notice) {
        return json.writeValueAsBytes(WebPayload.of(notice));
    }

    @Override
    public int bytes(Notice notice) {
        return payload(notice).length;
    }

    @Override
    public int mostBytes() {
        return WebPayload.MOST_BYTES;
    }

    @Override
    public void close() {
        lookups.close();
        wire.close();
    }

    /** Takes a subscription as gone when its keys allow no encryption. */
    private DeviceOutcome encrypted(
            URI endpoint, Content.Browser browser, Notice notice, byte[] payload, BooleanSupplier mayStart)
            throws InterruptedException {
        SubscriptionKeys keys = SubscriptionKeys.of(browser).orElse(null);
        if (keys == null) {
            return DeviceOutcome.gone("webpush-bad-keys");
        }
        byte[] encrypted;
        try {
            encrypted = encrypt(payload, keys);
        } catch (GeneralSecurityException notOnTheCurve) {
            return DeviceOutcome.gone("webpush-bad-keys");
        }
        return origins.post(
                identity.webPush().getAudience(endpoint.toString()), () -> post(endpoint, notice, encrypted, mayStart));
    }

    /** Posts to the push service, if it is one: asked within its origin's places, so that a host without an address is left alone too. */
    private DeviceOutcome post(URI endpoint, Notice notice, byte[] encrypted, BooleanSupplier mayStart)
            throws InterruptedException {
        return switch (policy.judge(endpoint)) {
            case ALLOWED -> WebVerdict.of(wire.post(endpoint, headers(endpoint, notice), encrypted, mayStart));
            case FORBIDDEN -> DeviceOutcome.permanent("webpush-endpoint-forbidden");
            case UNRESOLVED -> DeviceOutcome.addressBusy("webpush-unreachable", null);
        };
    }

    private byte[] encrypt(byte[] payload, SubscriptionKeys keys) throws GeneralSecurityException {
        return identity.webPush().getBody(payload, keys.p256dh(), keys.auth());
    }

    private Map<String, String> headers(URI endpoint, Notice notice) {
        WebPush webPush = identity.webPush();
        return webPush.getHeadersWithToken(
                identity.token(webPush.getAudience(endpoint.toString())),
                (int) Math.min(notice.secondsLeft(clock.instant()), Integer.MAX_VALUE),
                notice.id().toString().replace("-", ""),
                notice.urgent() ? WebPush.Urgency.High : WebPush.Urgency.Normal);
    }
}
