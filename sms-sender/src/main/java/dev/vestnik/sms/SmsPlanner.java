package dev.vestnik.sms;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayPlan;
import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.RoutePlan;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.service.settings.SettingsReader;
import dev.vestnik.sms.provider.HttpAccount;
import dev.vestnik.sms.smpp.GatewaySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Plans a gateway for each account.
 *
 * @param sender the settings in force: they take a restart
 */
record SmsPlanner(SenderSettings sender, Function<GatewaySettings, Gateway> smpp, Function<HttpAccount, Gateway> http)
        implements GatewayPlanner {

    @Override
    public ChannelName channel() {
        return ChannelName.SMS;
    }

    @Override
    public RoutePlan plan(SettingsReader settings) {
        SmsAccounts accounts = SmsAccounts.read(settings, sender);
        List<GatewayPlan> gateways = new ArrayList<>();
        accounts.smpp()
                .forEach((element, account) -> gateways.add(GatewayPlan.of(
                        account.name(), settings.snapshot(element), account.rate(), () -> smpp.apply(account))));
        accounts.http()
                .forEach((element, account) -> gateways.add(GatewayPlan.of(
                        Objects.requireNonNull(account.name()),
                        settings.snapshot(element),
                        account.rate(),
                        () -> http.apply(account))));
        return new RoutePlan(gateways, accounts.rules(), routes(settings));
    }

    private static SortedMap<String, String> routes(SettingsReader settings) {
        SortedMap<String, String> routes = settings.snapshot("vestnik.sms.routes");
        settings.snapshot("vestnik.sms.prices").forEach((name, value) -> routes.put("prices " + name, value));
        return routes;
    }
}
