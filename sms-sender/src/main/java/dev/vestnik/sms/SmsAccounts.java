package dev.vestnik.sms;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.ConfiguredRules;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayNames;
import dev.vestnik.sender.RouteRules;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.http.HttpGatewayCheck;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.service.settings.SettingsReader;
import dev.vestnik.sms.provider.HttpAccount;
import dev.vestnik.sms.provider.SmsHttpGateways;
import dev.vestnik.sms.provider.SmsHttpSettings;
import dev.vestnik.sms.smpp.GatewaySettings;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of the SMS channel as they are configured, in order of preference: those over SMPP, then those over HTTP.
 *
 * @param smpp by the name of their settings
 * @param http by the name of their settings
 */
record SmsAccounts(Map<String, GatewaySettings> smpp, Map<String, HttpAccount> http, RouteRules rules) {
    /** The settings below {@code vestnik.sms}. */
    private record Section(Object gateways, Object http, Object routes, Object prices, Object stateDir) {}

    static final String SMPP = "vestnik.sms.gateways";
    static final String HTTP = "vestnik.sms.http";

    /**
     * Reads the accounts and notes what is wrong with them; they lack the faulty ones.
     *
     * @param sender null when these are faulty themselves
     */
    static SmsAccounts read(SettingsReader settings, @Nullable SenderSettings sender) {
        settings.knownOnly("vestnik.sms", Section.class);
        List<String> centres = settings.elements(SMPP);
        List<String> providers = settings.elements(HTTP);
        List<String> names = GatewayNames.of(
                settings, Stream.concat(centres.stream(), providers.stream()).toList());
        return new SmsAccounts(
                smpp(settings, centres),
                http(settings, providers, sender),
                ConfiguredRules.read(settings, ChannelName.SMS, names));
    }

    private static Map<String, GatewaySettings> smpp(SettingsReader settings, List<String> elements) {
        Map<String, GatewaySettings> accounts = new LinkedHashMap<>();
        for (String element : elements) {
            settings.knownOnly(element, GatewaySettings.class);
            GatewaySettings account = settings.read(element, GatewaySettings.class);
            if (account != null) {
                account.check(settings, element);
                accounts.put(element, account);
            }
        }
        return accounts;
    }

    private static Map<String, HttpAccount> http(
            SettingsReader settings, List<String> elements, @Nullable SenderSettings sender) {
        Map<String, HttpAccount> accounts = new LinkedHashMap<>();
        for (String element : elements) {
            settings.knownOnly(element, HttpAccount.class);
            HttpAccount account = settings.readWithDefaults(element, HttpAccount.class);
            if (account != null) {
                accounts.put(element, account);
            }
        }
        settings.passes("vestnik.sms.http", () -> new SmsHttpSettings(List.copyOf(accounts.values())));
        accounts.forEach((element, account) -> {
            HttpGatewayCheck.sender(settings, sender);
            HttpGatewayCheck.account(
                    settings, element, account, () -> gateway(account, ReportLinks.none(), InstantSource.system()));
        });
        return accounts;
    }

    static Gateway gateway(HttpAccount account, ReportLinks links, InstantSource clock) {
        return SmsHttpGateways.of(new SmsHttpSettings(List.of(account)), links, clock)
                .getFirst();
    }
}
