package dev.vestnik.push.web;

import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.config.ConfigException;

/** The identity of this sender at push services (RFC 8292). Uses a signed token for its origin for hours. */
final class VapidIdentity {
    private static final Duration LIFE = Duration.ofHours(12);

    /** The most origins to keep tokens for. Origins come from browsers: more at once are an attack. */
    private static final int MOST_ORIGINS = 1000;

    private record Signed(String jwt, Instant renewAt) {}

    private final WebPush webPush;
    private final InstantSource clock;
    private final Map<String, Signed> tokens = new ConcurrentHashMap<>();

    VapidIdentity(WebSettings settings, InstantSource clock) {
        this.webPush = new WebPush(settings.subject(), keys(settings));
        this.clock = clock;
    }

    /** The library, for encryption and headers. */
    WebPush webPush() {
        return webPush;
    }

    /** The key with which a shop's page subscribes: base64url, without padding. */
    String applicationServerKey() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(webPush.getVapidKeys().getApplicationServerKey());
    }

    /** A token for the push service of that origin. */
    String token(String origin) {
        Instant now = clock.instant();
        Signed known = tokens.get(origin);
        if (known != null && now.isBefore(known.renewAt())) {
            return known.jwt();
        }
        if (tokens.size() >= MOST_ORIGINS) {
            tokens.clear();
        }
        Signed fresh = new Signed(webPush.getToken(origin, (int) LIFE.toSeconds()), now.plus(LIFE.dividedBy(2)));
        tokens.put(origin, fresh);
        return fresh.jwt();
    }

    static boolean hasKeys(WebSettings settings) {
        try {
            keys(settings);
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }

    private static VapidKeys keys(WebSettings settings) {
        String publicKey = settings.publicKey();
        String privateKey = settings.privateKey();
        Path file = settings.keyFile();
        try {
            if (publicKey != null && privateKey != null) {
                return VapidKeys.fromUncompressedBytes(publicKey, privateKey);
            }
            return VapidKeyFile.at(Objects.requireNonNull(file));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | UncheckedIOException e) {
            ConfigException refused = new ConfigException("vestnik.push.web holds no usable pair of VAPID keys");
            refused.initCause(e);
            throw refused;
        }
    }
}
