package dev.vestnik.push.apns;

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
        require(topic != null && !topic.isBlank(), "topic", topic, "must be the app's bundle id");
        require(
                key == null || (!keyId.isBlank() && !teamId.isBlank()),
                "key",
                key,
                "comes together with key-id and team-id");
        require(connections > 0, "connections", connections, "must be at least 1");
    }

    private static void require(boolean right, String name, @Nullable Object value, String problem) {
        if (!right) {
            throw new ConfigException("vestnik.push.apns." + name, value, problem);
        }
    }
}
