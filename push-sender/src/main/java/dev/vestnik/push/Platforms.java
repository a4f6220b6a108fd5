package dev.vestnik.push;

import dev.vestnik.push.apns.ApnsPlatform;
import dev.vestnik.push.fcm.FcmPlatform;
import dev.vestnik.push.web.WebPlatform;
import org.jspecify.annotations.Nullable;

/** The push services that this sender has credentials for. */
record Platforms(
        @Nullable ApnsPlatform apns,
        @Nullable FcmPlatform fcm,
        @Nullable WebPlatform web) {}
