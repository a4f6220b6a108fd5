package dev.vestnik.push.web;

import dev.vestnik.sender.Content;
import java.util.Base64;
import java.util.Optional;

/**
 * A browser's keys (RFC 8291).
 *
 * @param p256dh an uncompressed point, 65 bytes
 * @param auth 16 bytes
 */
record SubscriptionKeys(byte[] p256dh, byte[] auth) {

    /** Reads keys in both base64 alphabets, with or without padding; empty when they cannot be a browser's. */
    static Optional<SubscriptionKeys> of(Content.Browser browser) {
        try {
            SubscriptionKeys keys = new SubscriptionKeys(decoded(browser.p256dh()), decoded(browser.auth()));
            return Optional.of(keys).filter(SubscriptionKeys::isWellFormed);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private boolean isWellFormed() {
        return p256dh.length == 65 && p256dh[0] == 4 && auth.length == 16;
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder()
                .decode(text.replace('+', '-').replace('/', '_').replace("=", ""));
    }
}
