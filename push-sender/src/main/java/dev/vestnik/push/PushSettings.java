package dev.vestnik.push;

import dev.vestnik.push.apns.ApnsSettings;
import dev.vestnik.push.fcm.FcmSettings;
import dev.vestnik.push.web.WebSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the push sender. It does not serve an absent platform; without any, the lanes wait.
 *
 * @param window the most messages at once
 * @param rate messages a second, 0 for no limit
 */
@ConfigurationProperties("vestnik.push")
record PushSettings(
        @DefaultValue("100") int window,
        @DefaultValue("0") int rate,
        @Nullable ApnsSettings apns,
        @Nullable FcmSettings fcm,
        @Nullable WebSettings web) {

    boolean hasPlatform() {
        return apns != null || fcm != null || web != null;
    }
}
