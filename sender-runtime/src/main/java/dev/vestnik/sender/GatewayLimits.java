package dev.vestnik.sender;

import org.apache.kafka.common.config.ConfigException;

/**
 * The bounds of a gateway's use by one process.
 *
 * @param window messages handed over and not yet answered, over all lanes
 * @param rate messages a second, over all lanes; 0 for no limit
 */
public record GatewayLimits(int window, int rate) {
    public GatewayLimits {
        if (window < 1) {
            throw new ConfigException("window", window, "must be at least 1");
        }
        if (rate < 0) {
            throw new ConfigException("rate", rate, "must be 0 (no limit) or more");
        }
    }
}
