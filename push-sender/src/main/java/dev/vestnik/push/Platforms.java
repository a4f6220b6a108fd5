package dev.vestnik.push;

import dev.vestnik.push.apns.ApnsPlatform;
import dev.vestnik.push.fcm.FcmPlatform;
import dev.vestnik.push.web.WebPlatform;
import dev.vestnik.schemas.message.PushPlatform;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The push services that this sender has credentials for. */
record Platforms(
        @Nullable ApnsPlatform apns,
        @Nullable FcmPlatform fcm,
        @Nullable WebPlatform web) {

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
        return served;
    }
}
