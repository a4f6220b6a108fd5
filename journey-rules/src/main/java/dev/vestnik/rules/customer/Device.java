package dev.vestnik.rules.customer;

import org.jspecify.annotations.Nullable;

/**
 * A device that takes push messages.
 *
 * @param platform of the device
 * @param address the token (phones) or the subscription's endpoint (web)
 * @param p256dh web only: the subscription's public key
 * @param auth web only: the subscription's secret
 */
public record Device(
        Platform platform,
        String address,
        @Nullable String p256dh,
        @Nullable String auth) {
    /** The push service that reaches the device. */
    public enum Platform {
        IOS,
        ANDROID,
        WEB,
        /** An Android phone that registered with Huawei Push Kit. */
        HUAWEI,
        /** An Android phone that registered with RuStore. */
        RUSTORE
    }
}
