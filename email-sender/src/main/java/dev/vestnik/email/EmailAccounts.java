package dev.vestnik.email;

import dev.vestnik.email.provider.EmailHttpGateways;
import dev.vestnik.email.provider.EmailHttpSettings;
import dev.vestnik.email.provider.MailHttpAccount;
import dev.vestnik.email.provider.MimeSource;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.ConfiguredRules;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayNames;
import dev.vestnik.sender.RouteRules;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.http.HttpGatewayCheck;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.service.settings.SettingsReader;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of the e-mail channel as they are configured, in order of preference: those over SMTP, then those over HTTP.
 *
 * @param smtp by the name of their settings
 * @param http by the name of their settings
 */
record EmailAccounts(Map<String, SmtpGatewaySettings> smtp, Map<String, MailHttpAccount> http, RouteRules rules) {

    /** The settings below {@code vestnik.email}. */
    private record Section(Object gateways, Object http, Object routes, Object bounces) {}

    /**
     * Reads the accounts and notes what is wrong with them; they lack the faulty ones.
     *
     * @param sender null when these are faulty themselves
     */
    static EmailAccounts read(SettingsReader settings, @Nullable SenderSettings sender) {
        settings.knownOnly("vestnik.email", Section.class);
        List<String> servers = settings.elements("vestnik.email.gateways");
        List<String> providers = settings.elements("vestnik.email.http");
        List<String> names = GatewayNames.of(
                settings, Stream.concat(servers.stream(), providers.stream()).toList());
        return new EmailAccounts(
                smtp(settings, servers, sender),
                http(settings, providers, sender),
                ConfiguredRules.read(settings, ChannelName.EMAIL, names));
    }

    private static Map<String, SmtpGatewaySettings> smtp(
            SettingsReader settings, List<String> elements, @Nullable SenderSettings sender) {
        Map<String, SmtpGatewaySettings> accounts = new LinkedHashMap<>();
        for (String element : elements) {
            settings.knownOnly(element, SmtpGatewaySettings.class);
            keys(settings, element + ".dkim");
            SmtpGatewaySettings account = settings.read(element, SmtpGatewaySettings.class);
            if (account != null) {
                check(settings, element, account, sender);
                accounts.put(element, account);
            }
        }
        return accounts;
    }

    /** Looks at each key by itself, so that one does not hide the others. */
    private static void keys(SettingsReader settings, String list) {
        for (String element : settings.elements(list)) {
            DkimSettings key = settings.read(element, DkimSettings.class);
            if (key != null && settings.file(element + ".key", key.key())) {
                settings.passes(element + ".key", () -> DkimKey.read(key));
            }
        }
    }

    private static void check(
            SettingsReader settings, String element, SmtpGatewaySettings account, @Nullable SenderSettings sender) {
        settings.check(
                account.bounceAddress() == null || sender == null || sender.reportSecret() != null,
                "vestnik.sender.report-secret",
                "is required with a bounce-address, and takes a restart: bounces come days after this process");
        settings.check(
                account.sslBundle() == null
                        || !settings.snapshot("spring.ssl.bundle.pem." + account.sslBundle())
                                .isEmpty()
                        || !settings.snapshot("spring.ssl.bundle.jks." + account.sslBundle())
                                .isEmpty(),
                element + ".ssl-bundle",
                "names no bundle below spring.ssl.bundle.pem or spring.ssl.bundle.jks");
    }

    private static Map<String, MailHttpAccount> http(
            SettingsReader settings, List<String> elements, @Nullable SenderSettings sender) {
        Map<String, MailHttpAccount> accounts = new LinkedHashMap<>();
        for (String element : elements) {
            settings.knownOnly(element, MailHttpAccount.class);
            MailHttpAccount account = settings.readWithDefaults(element, MailHttpAccount.class);
            if (account != null) {
                accounts.put(element, account);
            }
        }
        settings.passes("vestnik.email.http", () -> new EmailHttpSettings(List.copyOf(accounts.values())));
        accounts.forEach((element, account) -> {
            HttpGatewayCheck.sender(settings, sender);
            HttpGatewayCheck.account(
                    settings, element, account, () -> gateway(account, ReportLinks.none(), InstantSource.system()));
        });
        return accounts;
    }

    static Gateway gateway(MailHttpAccount account, ReportLinks links, InstantSource clock) {
        MimeSource.OfSender mails = (from, name) -> RawMails.of(from, name, links::token, clock);
        return EmailHttpGateways.of(new EmailHttpSettings(List.of(account)), links, mails, clock)
                .getFirst();
    }
}
