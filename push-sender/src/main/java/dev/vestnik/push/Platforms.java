package dev.vestnik.push;

import dev.vestnik.push.device.Platform;
import dev.vestnik.push.web.WebPlatform;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The push services that this sender has credentials for.
 *
 * @param phones those that take a token
 * @param web that of browsers, which take subscriptions
 */
record Platforms(
        Map<PushPlatform, Platform<Content.Device>> phones,
        @Nullable WebPlatform web) {
    Platforms {
        Map<PushPlatform, Platform<Content.Device>> ordered = new EnumMap<>(PushPlatform.class);
        ordered.putAll(phones);
        phones = ordered;
    }

    Set<PushPlatform> served() {
        Set<PushPlatform> served = EnumSet.noneOf(PushPlatform.class);
        served.addAll(phones.keySet());
        if (web != null) {
            served.add(PushPlatform.web);
        }
        return served;
    }
}
