package dev.vestnik.push.web;

import dev.vestnik.service.settings.BrokenRules;
import dev.vestnik.service.settings.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of Web Push: a pair of VAPID keys, or a file that holds one and is made when it is not there yet.
 *
 * @param subject the contact for push services: {@code mailto:} or {@code https:}
 * @param publicKey the uncompressed point in base64url, as browsers take it
 * @param privateKey the private key in base64url
 * @param allowLoopback whether a subscription may point to this machine, without TLS: for the sandbox
 * @param timeout the longest time until an answer, after which the notice is in doubt: a slow answer is not a lost one
 */
public record WebSettings(
        String subject,
        @Nullable String publicKey,
        @Nullable String privateKey,
        @Nullable Path keyFile,
        @DefaultValue("false") boolean allowLoopback,
        @DefaultValue("2m") Duration timeout) {
    public WebSettings {
        new BrokenRules("vestnik.push.web")
                .check(
                        subject != null && (subject.startsWith("mailto:") || subject.startsWith("https:")),
                        "subject",
                        "must be a mailto: or https: address")
                .check((publicKey == null) == (privateKey == null), "public-key", "comes together with private-key")
                .check(
                        (publicKey == null) != (keyFile == null),
                        "key-file",
                        "or a pair of keys must be given, not both")
                .check(timeout.isPositive(), "timeout", "must be longer than 0s")
                .refuse(ConfigException::new);
    }

    /** Notes what is wrong with the pair of keys; makes none yet where the file is still missing. */
    public void check(SettingsReader settings) {
        if (keyFile == null || Files.exists(keyFile) && settings.file("vestnik.push.web.key-file", keyFile)) {
            settings.check(
                    VapidIdentity.hasKeys(this),
                    keyFile == null ? "vestnik.push.web.private-key" : "vestnik.push.web.key-file",
                    "holds no usable pair of VAPID keys");
        }
    }

    /** Makes the pair of keys where their file is named and not there yet. */
    public void makeKeysIfMissing() {
        if (keyFile != null) {
            VapidIdentity.hasKeys(this);
        }
    }

    /** Leaves the private key out. */
    @Override
    public String toString() {
        return "web as " + subject;
    }
}
