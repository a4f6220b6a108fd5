package dev.vestnik.push.web;

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
        require(
                subject != null && (subject.startsWith("mailto:") || subject.startsWith("https:")),
                "subject",
                subject,
                "must be a mailto: or https: address");
        require(
                (publicKey == null) == (privateKey == null),
                "public-key",
                publicKey,
                "comes together with private-key");
        require(
                (publicKey == null) != (keyFile == null),
                "key-file",
                keyFile,
                "or a pair of keys must be given, not both");
    }

    /** Leaves the private key out. */
    @Override
    public String toString() {
        return "web as " + subject;
    }

    private static void require(boolean right, String name, @Nullable Object value, String problem) {
        if (!right) {
            throw new ConfigException("vestnik.push.web." + name, value, problem);
        }
    }
}
