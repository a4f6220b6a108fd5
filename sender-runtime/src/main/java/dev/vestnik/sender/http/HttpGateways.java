package dev.vestnik.sender.http;

import static java.util.Objects.requireNonNull;

import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.report.ReportLinks;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;

/**
 * Makes the configured gateways over HTTP of a channel.
 *
 * @param correlation makes the records by which reports without a token meet their message
 */
public record HttpGateways(ReportLinks links, HttpGateway.Correlation correlation, InstantSource clock) {

    /** The gateways of a channel whose providers' reports all carry our token. */
    public static HttpGateways withoutCorrelation(ReportLinks links, InstantSource clock) {
        return new HttpGateways(links, (dispatch, gateway, ids) -> List.of(), clock);
    }

    /**
     * The gateways in order of preference; a gateway closes its wire.
     *
     * @param provider makes the provider of an account
     */
    public <A extends ProviderAccount> List<Gateway> of(List<A> accounts, Function<A, HttpProvider> provider) {
        return accounts.stream()
                .map(account -> gateway(account, provider.apply(account)))
                .toList();
    }

    private Gateway gateway(ProviderAccount account, HttpProvider provider) {
        HttpGatewaySettings settings = new HttpGatewaySettings(
                requireNonNull(account.name()),
                requireNonNull(account.address()),
                account.limits(),
                account.grace(),
                account.pullEvery(),
                account.shop());
        HttpWire wire = HttpWire.trusting(HttpGatewaySettings.CONNECT_TIMEOUT, account.grace());
        return new HttpGateway(provider, settings, wire, links, correlation, clock);
    }

    /**
     * Checks the accounts of a channel.
     *
     * @param prefix of their properties: {@code vestnik.sms.http}
     * @throws ConfigException names everything that is wrong at once
     */
    public static void check(String prefix, List<? extends ProviderAccount> accounts) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
            String path = prefix + "[" + i + "].";
            problems(accounts.get(i)).forEach(problem -> problems.add(path + problem));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("\n", problems));
        }
    }

    static List<String> problems(ProviderAccount account) {
        List<String> found = new ArrayList<>();
        ProviderAccount.Checks.all(account, found);
        found.addAll(account.problems());
        return found;
    }
}
