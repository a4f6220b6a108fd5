package dev.vestnik.push;

import dev.vestnik.push.apns.ApnsSettings;
import dev.vestnik.push.fcm.FcmSettings;
import dev.vestnik.push.web.WebSettings;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.GatewayLimits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the push sender. It does not serve an absent platform; without any, the lanes wait.
 *
 * @param window the most messages at once at each platform; for browsers, at each push service
 * @param rate messages a second at each platform, 0 for no limit
 * @param limits the limits of a platform ({@code ios}, {@code android}, {@code web}, {@code huawei}, {@code rustore}) that differ from these
 * @param routes none: rules are for channels whose gateways can stand in for each other
 */
@ConfigurationProperties("vestnik.push")
record PushSettings(
        @DefaultValue("100") int window,
        @DefaultValue("0") int rate,
        @DefaultValue Map<PushPlatform, PlatformLimits> limits,
        @DefaultValue List<Map<String, Object>> routes,
        @Nullable ApnsSettings apns,
        @Nullable FcmSettings fcm,
        @Nullable WebSettings web) {
    PushSettings {
        if (!routes.isEmpty()) {
            throw new ConfigException(
                    "vestnik.push.routes", routes, "must be absent: the customer's devices choose the gateways");
        }
    }

    /** Limits of one platform; what is absent is as for all. */
    record PlatformLimits(
            @Nullable Integer window, @Nullable Integer rate) {}

    GatewayLimits limits(PushPlatform platform) {
        PlatformLimits own = limits.getOrDefault(platform, new PlatformLimits(null, null));
        return new GatewayLimits(
                Objects.requireNonNullElse(own.window(), window), Objects.requireNonNullElse(own.rate(), rate));
    }
}
