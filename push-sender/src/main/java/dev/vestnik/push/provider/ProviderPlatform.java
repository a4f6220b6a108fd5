package dev.vestnik.push.provider;

import dev.vestnik.push.access.Access;
import dev.vestnik.push.access.AccessTokens;
import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.push.device.Platform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.HttpGatewaySettings;
import dev.vestnik.sender.http.HttpWire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** Sends to the phones of one push service over HTTP. */
public final class ProviderPlatform implements Platform<Content.Device> {
    /** An endpoint that gives no access token for so long gives none. */
    private static final Duration TOKEN_TIME = Duration.ofSeconds(20);

    private static final Pattern DEVICE = Pattern.compile("[!-~]{1,4096}");

    private final PushProvider provider;
    private final URI url;
    private final Access access;
    private final HttpWire wire;
    private final InstantSource clock;

    /**
     * @param access closed with this platform
     * @param wire closed with this platform
     */
    ProviderPlatform(PushProvider provider, URI url, Access access, HttpWire wire, InstantSource clock) {
        this.provider = provider;
        this.url = url;
        this.access = access;
        this.wire = wire;
        this.clock = clock;
    }

    /** Huawei's push service. */
    public static ProviderPlatform of(HuaweiSettings settings, InstantSource clock) {
        return of(settings, clock, AccessTokens.WAIT);
    }

    static ProviderPlatform of(HuaweiSettings settings, InstantSource clock, Duration tokenWait) {
        HttpWire tokens = HttpWire.trusting(HttpGatewaySettings.CONNECT_TIMEOUT, TOKEN_TIME);
        ClientCredentials endpoint =
                new ClientCredentials(settings.tokenUrl(), settings.clientId(), settings.clientSecret(), tokens, clock);
        Access access = new AccessTokens(endpoint, clock, tokenWait);
        HttpWire wire = HttpWire.trusting(HttpGatewaySettings.CONNECT_TIMEOUT, settings.timeout());
        return new ProviderPlatform(new Huawei(settings.appId()), settings.url(), access, wire, clock);
    }

    /** RuStore's push service. */
    public static ProviderPlatform of(RuStoreSettings settings, InstantSource clock) {
        HttpWire wire = HttpWire.trusting(HttpGatewaySettings.CONNECT_TIMEOUT, settings.timeout());
        RuStore provider = new RuStore(settings.project());
        return new ProviderPlatform(provider, settings.url(), Access.by(settings.serviceToken()), wire, clock);
    }

    @Override
    public DeviceOutcome push(Content.Device device, Notice notice, BooleanSupplier mayStart)
            throws InterruptedException {
        if (!DEVICE.matcher(device.token()).matches()) {
            return DeviceOutcome.permanent(provider.name() + "-bad-token");
        }
        try {
            String token = access.current();
            Exchange first = post(device, notice, token, mayStart);
            if (first instanceof Exchange.Answered answer && provider.refusesAccess(answer)) {
                String other = access.insteadOf(token);
                return outcome(device, other.equals(token) ? first : post(device, notice, other, mayStart));
            }
            return outcome(device, first);
        } catch (IOException noToken) {
            return DeviceOutcome.busy(provider.name() + "-no-access-token", null);
        }
    }

    private Exchange post(Content.Device device, Notice notice, String token, BooleanSupplier mayStart)
            throws InterruptedException {
        return wire.send(
                url,
                provider.call(device.token(), notice, clock.instant()).with("Authorization", "Bearer " + token),
                mayStart);
    }

    private DeviceOutcome outcome(Content.Device device, Exchange exchange) {
        return switch (exchange) {
            case Exchange.Answered answer -> provider.outcome(device.token(), answer);
            case Exchange.NotSent(String cause) -> new DeviceOutcome.NotSent(provider.name() + "-" + cause);
            case Exchange.TooLate() -> new DeviceOutcome.NotSent(provider.name() + "-too-late");
            case Exchange.Lost(String cause) -> new DeviceOutcome.Lost(provider.name() + "-" + cause);
        };
    }

    @Override
    public int bytes(Notice notice) {
        return provider.bytes(notice, clock.instant());
    }

    @Override
    public int mostBytes() {
        return provider.mostBytes();
    }

    @Override
    public void close() {
        access.close();
        wire.close();
    }
}
