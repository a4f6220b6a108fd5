package dev.vestnik.sender.http;

import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.service.settings.SettingsReader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Notes what would keep a gateway over HTTP from making a request, or from knowing its reports. */
public final class HttpGatewayCheck {
    private HttpGatewayCheck() {}

    /**
     * Looks at a sender that has a gateway over HTTP.
     *
     * @param sender null when these are faulty themselves
     */
    public static void sender(SettingsReader settings, @Nullable SenderSettings sender) {
        settings.check(
                sender == null || sender.reportSecret() != null,
                "vestnik.sender.report-secret",
                "is required with a gateway over HTTP, the same in all instances, and takes a restart:"
                        + " reports come after a restart and to other instances");
    }

    /**
     * Looks at one account, unless it has a fault of its own already.
     *
     * @param name of the account's settings
     * @param made makes the gateway without a call to anybody; it is closed again
     */
    public static void account(SettingsReader settings, String name, ProviderAccount account, Supplier<Gateway> made) {
        if (!HttpGateways.problems(account).isEmpty()) {
            return;
        }
        settings.passes(name, () -> {
            try (Gateway gateway = made.get()) {
                if (gateway instanceof HttpGateway http) {
                    http.problem().ifPresent(problem -> settings.fault(name, ": " + problem));
                }
            }
        });
    }
}
