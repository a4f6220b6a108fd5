package dev.vestnik.service.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The configuration {@code vestnik.web.*}: how long a connection may keep us waiting. Time that we let the client wait does not count.
 *
 * @param idle without a byte of the next request
 * @param head from the first byte of a request until its headers are complete
 * @param body the time in which at least {@code bodyLeast} of a body has to come
 * @param bodyLeast see {@code body}
 * @param answer the time in which the client has to take a piece of the answer
 * @param maxConnections at the same time; one more is closed at once
 * @param maxConnectionsOfAddress at the same time of one address (of IPv6: one /64), this machine's own excepted; null: a quarter of
 *     all
 */
@ConfigurationProperties("vestnik.web")
record ConnectionSettings(
        @DefaultValue("60s") Duration idle,
        @DefaultValue("10s") Duration head,
        @DefaultValue("30s") Duration body,
        @DefaultValue("1KB") DataSize bodyLeast,
        @DefaultValue("60s") Duration answer,
        @DefaultValue("4096") int maxConnections,
        @Nullable Integer maxConnectionsOfAddress) {

    ConnectionSettings {
        check(
                idle.isPositive() && head.isPositive() && body.isPositive() && answer.isPositive(),
                "times must be positive");
        check(!bodyLeast.isNegative(), "body-least must not be negative");
        check(maxConnections > 0, "max-connections must be at least 1");
        check(
                maxConnectionsOfAddress == null || maxConnectionsOfAddress > 0,
                "max-connections-of-address must be at least 1");
    }

    int share() {
        return maxConnectionsOfAddress == null ? Math.max(1, maxConnections / 4) : maxConnectionsOfAddress;
    }

    private static void check(boolean good, String problem) {
        if (!good) {
            throw new IllegalArgumentException("vestnik.web." + problem);
        }
    }
}
