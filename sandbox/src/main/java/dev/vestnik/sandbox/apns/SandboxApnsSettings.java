package dev.vestnik.sandbox.apns;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of Apple's service. A client needs {@code apns-ca.pem} to trust it, and {@code apns-key.p8} with these two ids to be trusted.
 *
 * @param port 0 for any free one
 * @param topics the apps that take notifications
 */
@ConfigurationProperties("vestnik.sandbox.apns")
public record SandboxApnsSettings(
        @DefaultValue("2197") int port,
        @DefaultValue("VESTNIKTM1") String teamId,
        @DefaultValue("VESTNIKKEY") String keyId,
        @DefaultValue("dev.vestnik.shop") Set<String> topics) {
    public SandboxApnsSettings {
        topics = Set.copyOf(topics);
    }
}
