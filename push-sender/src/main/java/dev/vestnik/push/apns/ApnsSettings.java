package dev.vestnik.push.apns;

import dev.vestnik.service.settings.BrokenRules;
import dev.vestnik.service.settings.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of Apple's push service.
 *
 * @param topic the app's bundle id
 * @param key the {@code .p8} file of the signing key; absent: a new key, for a server that does not check it
 * @param keyId the id of the signing key
 * @param teamId the id of the app's owner
 * @param trust a PEM file to trust instead of the JVM's certificates
 * @param connections the number of connections to keep open
 * @param timeout the longest time until an answer, after which the notice is in doubt: a slow answer is not a lost one
 */
public record ApnsSettings(
        @DefaultValue("api.push.apple.com") String host,
        @DefaultValue("443") int port,
        String topic,
        @Nullable Path key,
        @DefaultValue("") String keyId,
        @DefaultValue("") String teamId,
        @Nullable Path trust,
        @DefaultValue("1") int connections,
        @DefaultValue("2m") Duration timeout) {
    public ApnsSettings {
        new BrokenRules("vestnik.push.apns")
                .check(topic != null && !topic.isBlank(), "topic", "must be the app's bundle id")
                .check(
                        key == null || (!keyId.isBlank() && !teamId.isBlank()),
                        "key",
                        "comes together with key-id and team-id")
                .check(port > 0 && port < 65536, "port", "must be from 1 to 65535")
                .check(connections > 0, "connections", "must be at least 1")
                .check(timeout.isPositive(), "timeout", "must be longer than 0s")
                .refuse(ConfigException::new);
    }

    /** Notes what is wrong with the key and the certificates. */
    public void check(SettingsReader settings) {
        settings.file("vestnik.push.apns.trust", trust);
        if (settings.file("vestnik.push.apns.key", key)) {
            settings.check(
                    ApnsPlatform.hasSigningKey(this),
                    "vestnik.push.apns.key",
                    "holds no signing key: the .p8 file as Apple gives it, an elliptic-curve key in PEM");
        }
    }
}
