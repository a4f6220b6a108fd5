package dev.vestnik.email.provider;

import static java.util.Objects.requireNonNull;

import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.hook.HookSecrets;
import dev.vestnik.sender.hook.HookSignature;
import dev.vestnik.sender.http.HttpGateway;
import dev.vestnik.sender.http.HttpGatewaySettings;
import dev.vestnik.sender.http.HttpProvider;
import dev.vestnik.sender.http.HttpWire;
import dev.vestnik.sender.report.ReportLinks;
import java.time.InstantSource;
import java.util.List;

/** Makes the configured gateways over HTTP. */
public final class EmailHttpGateways {
    /** Mail providers report; nobody replies to them. */
    private static final String NO_SHOP = "main";

    private EmailHttpGateways() {}

    /** The gateways in order of preference; a gateway closes its wire. */
    public static List<Gateway> of(EmailHttpSettings settings, ReportLinks links, InstantSource clock) {
        return settings.http().stream()
                .map(account -> gateway(account, links, clock))
                .toList();
    }

    private static Gateway gateway(MailHttpAccount account, ReportLinks links, InstantSource clock) {
        return new HttpGateway(
                provider(account),
                new HttpGatewaySettings(
                        requireNonNull(account.name()),
                        requireNonNull(account.address()),
                        new GatewayLimits(account.window(), account.rate()),
                        account.grace(),
                        null,
                        NO_SHOP),
                HttpWire.trusting(HttpGatewaySettings.CONNECT_TIMEOUT, account.grace()),
                links,
                (dispatch, gateway, ids) -> List.of(),
                clock);
    }

    private static HttpProvider provider(MailHttpAccount account) {
        HookSecrets keys = account.hook().secretsOr(requireNonNull(account.key()));
        return switch (requireNonNull(account.provider())) {
            case MAILGUN -> new Mailgun(account(account, new MailgunSignature(keys)));
            case UNISENDER -> new UniSenderGo(account(account, new UniSenderSignature(keys)));
        };
    }

    private static MailAccount account(MailHttpAccount account, HookSignature own) {
        HookSignature chosen = account.hook().chosen();
        return new MailAccount(
                requireNonNull(account.key()),
                requireNonNull(account.sender()),
                account.senderName(),
                chosen == null ? own : chosen);
    }
}
