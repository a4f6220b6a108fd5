package dev.vestnik.email;

import dev.vestnik.email.provider.MailHttpAccount;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayPlan;
import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.RoutePlan;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.service.settings.SettingsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans a gateway for each account.
 *
 * @param sender the settings in force: they take a restart
 * @param bundles the names of this process's certificate bundles: they take a restart
 */
record EmailPlanner(
        SenderSettings sender,
        List<String> bundles,
        Function<SmtpGatewaySettings, Gateway> smtp,
        Function<MailHttpAccount, Gateway> http)
        implements GatewayPlanner {

    @Override
    public ChannelName channel() {
        return ChannelName.EMAIL;
    }

    @Override
    public RoutePlan plan(SettingsReader settings) {
        EmailAccounts accounts = EmailAccounts.read(settings, sender);
        accounts.smtp().forEach((element, account) -> check(settings, element, account.sslBundle()));
        List<GatewayPlan> gateways = new ArrayList<>();
        accounts.smtp()
                .forEach((element, account) -> gateways.add(GatewayPlan.of(
                        account.name(), settings.snapshot(element), account.rate(), () -> smtp.apply(account))));
        accounts.http()
                .forEach((element, account) -> gateways.add(GatewayPlan.of(
                        Objects.requireNonNull(account.name()),
                        settings.snapshot(element),
                        account.rate(),
                        () -> http.apply(account))));
        return new RoutePlan(gateways, accounts.rules(), settings.snapshot("vestnik.email.routes"));
    }

    private void check(SettingsReader settings, String element, @Nullable String bundle) {
        settings.check(
                bundle == null || bundles.contains(bundle),
                element + ".ssl-bundle",
                "names a bundle that this process does not have: a new one takes a restart");
    }
}
