package dev.vestnik.sender;

import dev.vestnik.service.settings.BrokenRules;
import java.net.URI;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a sender, apart from its gateways.
 *
 * @param instance this process's name among the sender's instances; a lone one that is started again has its partitions at
 *     once by it. Absent: a random one
 * @param sessionTimeout the silence after which another instance takes an instance's partitions over; an attempt older than half of it
 *     does not go to the wire any more
 * @param circuitOpen the time for which a gateway with a broken connection is left alone
 * @param serviceShare percent of a gateway's window and rate that service messages and marketing may use together while codes are about
 * @param bulkShare percent of a gateway's window and rate that marketing may use
 * @param reportUrl the address under which {@code /v1/reports} of this sender is reached from outside; absent: no report links
 * @param reportSecret the secret that signs report links, at least 16 characters, the same in all instances
 */
@ConfigurationProperties("vestnik.sender")
public record SenderSettings(
        @Nullable String instance,
        @DefaultValue("10s") Duration sessionTimeout,
        @DefaultValue("5s") Duration circuitOpen,
        @DefaultValue("90") int serviceShare,
        @DefaultValue("80") int bulkShare,
        @Nullable URI reportUrl,
        @Nullable String reportSecret) {

    private static final int SECRET_LENGTH = 16;

    public SenderSettings {
        new BrokenRules("vestnik.sender")
                .check(sessionTimeout.toMillis() >= 1000, "session-timeout", "must be at least 1s")
                .check(serviceShare >= 1 && serviceShare <= 100, "service-share", "must be a percentage, 1 to 100")
                .check(bulkShare >= 1 && bulkShare <= 100, "bulk-share", "must be a percentage, 1 to 100")
                .check(
                        reportUrl == null || reportSecret != null,
                        "report-secret",
                        "is required when report-url is set: a random text, the same in all instances")
                .check(
                        reportSecret == null || reportSecret.length() >= SECRET_LENGTH,
                        "report-secret",
                        "must have at least 16 characters")
                .refuse(ConfigException::new);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "instance " + instance + ", session " + sessionTimeout;
    }
}
