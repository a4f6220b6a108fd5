package dev.vestnik.sender;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A gateway as it is configured, not made yet.
 *
 * @param name the gateway's
 * @param settings all that it is made from, secrets and the contents of files among it, without the rate: a gateway whose settings are equal
 *     is not made again
 * @param rate units a second, 0 for no limit; changed without making the gateway again
 * @param make makes it, which may begin to connect; its settings have been found right
 */
public record GatewayPlan(String name, SortedMap<String, String> settings, int rate, Supplier<Gateway> make) {

    /** @param all the settings as they are written, the rate among them */
    public static GatewayPlan of(String name, SortedMap<String, String> all, int rate, Supplier<Gateway> make) {
        SortedMap<String, String> settings = new TreeMap<>(all);
        settings.remove("rate");
        return new GatewayPlan(name, settings, rate, make);
    }

    /** Leaves the settings out: there are secrets among them. */
    @Override
    public String toString() {
        return name;
    }
}
