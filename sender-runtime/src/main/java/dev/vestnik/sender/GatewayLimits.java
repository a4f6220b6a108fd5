package dev.vestnik.sender;

import org.apache.kafka.common.config.ConfigException;

/**
 * The bounds of a gateway's use.
 *
 * @param window messages that one process has handed over and that are not yet answered, over all lanes
 * @param rate units a second of the contract ({@link Gateway#units}), over all lanes and instances; 0 for no limit
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
