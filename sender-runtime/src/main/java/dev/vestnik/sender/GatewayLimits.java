package dev.vestnik.sender;

import org.apache.kafka.common.config.ConfigException;

/**
 * The bounds of a gateway's use.
 *
 * @param window messages that are handed over and not yet answered, over all lanes
 * @param rate units a second of the contract ({@link Gateway#units}), over all lanes and instances; 0 for no limit
 * @param isAccounts whether the window is the account's, which the live instances divide; else each instance has such a window, as a bind
 *     has its own
 */
public record GatewayLimits(int window, int rate, boolean isAccounts) {
    public GatewayLimits {
        if (window < 1) {
            throw new ConfigException("window", window, "must be at least 1");
        }
        if (rate < 0) {
            throw new ConfigException("rate", rate, "must be 0 (no limit) or more");
        }
    }

    /** Bounds with a window of each instance. */
    public GatewayLimits(int window, int rate) {
        this(window, rate, false);
    }

    /** Bounds with a window of the account, over all instances. */
    public static GatewayLimits ofAccount(int window, int rate) {
        return new GatewayLimits(window, rate, true);
    }

    /** The same with another rate. */
    public GatewayLimits withRate(int perSecond) {
        return new GatewayLimits(window, perSecond, isAccounts);
    }

    /** The window of one of so many instances: together no more than the account's, but one at least. */
    public int windowAmong(int instances) {
        return isAccounts ? Math.max(1, window / Math.max(1, instances)) : window;
    }
}
