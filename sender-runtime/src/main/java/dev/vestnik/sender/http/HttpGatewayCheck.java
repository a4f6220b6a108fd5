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
     * @param name of the gateway's settings
     * @param sender null when these are faulty themselves
     * @param made makes the gateway without a call to anybody; it is closed again
     */
    public static void check(
            SettingsReader settings, String name, @Nullable SenderSettings sender, Supplier<Gateway> made) {
        settings.check(
                sender == null || sender.reportSecret() != null,
                "vestnik.sender.report-secret",
                "is required with a gateway over HTTP, the same in all instances, and takes a restart:"
                        + " reports come after a restart and to other instances");
        settings.passes(name, () -> {
            try (Gateway gateway = made.get()) {
                if (gateway instanceof HttpGateway http) {
                    http.problem().ifPresent(problem -> settings.fault(name, ": " + problem));
                }
            }
        });
    }
}
