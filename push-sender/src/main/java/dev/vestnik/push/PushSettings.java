package dev.vestnik.push;

import dev.vestnik.push.apns.ApnsSettings;
import dev.vestnik.push.fcm.FcmSettings;
import dev.vestnik.push.provider.HuaweiSettings;
import dev.vestnik.push.provider.RuStoreSettings;
import dev.vestnik.push.web.WebSettings;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.service.settings.BrokenRules;
import dev.vestnik.service.settings.SettingsReader;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
        @Nullable WebSettings web,
        @Nullable HuaweiSettings huawei,
        @Nullable RuStoreSettings rustore) {
    PushSettings {
        new BrokenRules("vestnik.push")
                .check(routes.isEmpty(), "routes", "must be absent: the customer's devices choose the gateways")
                .check(window >= 1, "window", "must be at least 1")
                .check(rate >= 0, "rate", "must be 0 (no limit) or more")
                .check(
                        limits.values().stream().allMatch(PlatformLimits::isPossible),
                        "limits",
                        "must have windows of at least 1 and rates of 0 (no limit) or more")
                .refuse(ConfigException::new);
    }

    /** Reads the settings and notes what is wrong with them, the credentials of each platform included; null when they are faulty. */
    static @Nullable PushSettings read(SettingsReader settings) {
        settings.knownOnly("vestnik.push", PushSettings.class);
        PushSettings push = settings.read("vestnik.push", PushSettings.class);
        credentials(settings, push);
        return push;
    }

    /** Looks at each platform by itself, also when another part of the settings is faulty. */
    private static void credentials(SettingsReader settings, @Nullable PushSettings push) {
        ApnsSettings apns =
                push == null ? settings.readIfPresent("vestnik.push.apns", ApnsSettings.class) : push.apns();
        FcmSettings fcm = push == null ? settings.readIfPresent("vestnik.push.fcm", FcmSettings.class) : push.fcm();
        WebSettings web = push == null ? settings.readIfPresent("vestnik.push.web", WebSettings.class) : push.web();
        if (apns != null) {
            apns.check(settings);
        }
        if (fcm != null) {
            fcm.check(settings);
        }
        if (web != null) {
            web.check(settings);
        }
    }

    /** Limits of one platform; what is absent is as for all. */
    record PlatformLimits(
            @Nullable Integer window, @Nullable Integer rate) {
        boolean isPossible() {
            return (window == null || window >= 1) && (rate == null || rate >= 0);
        }
    }

    GatewayLimits limits(PushPlatform platform) {
        PlatformLimits own = limits.getOrDefault(platform, new PlatformLimits(null, null));
        return new GatewayLimits(
                Objects.requireNonNullElse(own.window(), window), Objects.requireNonNullElse(own.rate(), rate));
    }

    boolean hasPlatform() {
        return !served().isEmpty();
    }

    /** The platforms that there are credentials for. */
    Set<PushPlatform> served() {
        Set<PushPlatform> served = EnumSet.noneOf(PushPlatform.class);
        if (apns != null) {
            served.add(PushPlatform.ios);
        }
        if (fcm != null) {
            served.add(PushPlatform.android);
        }
        if (web != null) {
            served.add(PushPlatform.web);
        }
        if (huawei != null) {
            served.add(PushPlatform.huawei);
        }
        if (rustore != null) {
            served.add(PushPlatform.rustore);
        }
        return served;
    }
}
