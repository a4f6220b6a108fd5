package dev.vestnik.push;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Fit;
import dev.vestnik.push.device.Notice;
import dev.vestnik.push.device.Platform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.GatewayHealth;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a platform, or one of its servers, that knows no token at all as busy, so that its messages wait until the host, app or key is put
 * right. As long as it has taken none yet, no token fails its message for good: the message is put off, and others show whether the host is
 * right.
 */
final class WatchedPlatform<T extends Content.Target> implements Platform<T> {
    private static final Logger log = LoggerFactory.getLogger(WatchedPlatform.class);

    private final String gateway;
    private final Platform<T> platform;
    private final Servers<T> servers;
    private final PushMetrics metrics;
    private final InstantSource clock;
    private final BadTokens tokens = new BadTokens();

    /**
     * Whether the platform took a notice since a token was last unknown to it. Only then does such a token end its device: a platform that
     * suddenly knows nobody, since the app is another one, ends one device at most.
     */
    private final AtomicBoolean tookOne = new AtomicBoolean();

    /** @param platform closed with this one */
    WatchedPlatform(
            String gateway, Platform<T> platform, Servers<T> servers, PushMetrics metrics, InstantSource clock) {
        this.gateway = gateway;
        this.platform = platform;
        this.servers = servers;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The platform itself. */
    Platform<T> platform() {
        return platform;
    }

    @Override
    public DeviceOutcome push(T target, Notice notice, BooleanSupplier mayStart) throws InterruptedException {
        DeviceOutcome outcome = platform.push(target, notice, mayStart);
        return switch (outcome) {
            case DeviceOutcome.Foreign(var code) -> judged(code, servers.of().apply(target), notice);
            case DeviceOutcome.Invalid(var code) ->
                tookOne.getAndSet(false)
                        ? DeviceOutcome.gone(code)
                        : judged(code, servers.of().apply(target), notice);
            case DeviceOutcome.Taken taken -> {
                tookOne.set(true);
                tokens.taken(servers.of().apply(target));
                yield taken;
            }
            case DeviceOutcome.Gone _,
                    DeviceOutcome.Refused _,
                    DeviceOutcome.Busy _,
                    DeviceOutcome.NotSent _,
                    DeviceOutcome.Lost _ -> outcome;
        };
    }

    private DeviceOutcome judged(String code, String server, Notice notice) {
        boolean before = tokens.refusesEverybody(server);
        metrics.badToken(gateway);
        tokens.bad(server, notice.id(), clock.instant());
        boolean now = tokens.refusesEverybody(server);
        if (now && !before) {
            log.error("gateway={} refuses=every-token code={}", gateway, code);
        }
        if (now) {
            return new DeviceOutcome.Busy(code, servers.scope(), null);
        }
        return tokens.isProven(server) ? DeviceOutcome.permanent(code) : DeviceOutcome.addressBusy(code, null);
    }

    @Override
    public int bytes(Notice notice) {
        return platform.bytes(notice);
    }

    @Override
    public int mostBytes() {
        return platform.mostBytes();
    }

    /** The notice as its platform takes it, cut where it is too large; empty when that does not help. */
    Optional<Notice> fitting(Notice notice) {
        Optional<Notice> fitting = Fit.within(mostBytes(), notice, this::bytes);
        if (!fitting.equals(Optional.of(notice))) {
            metrics.cut(gateway);
        }
        return fitting;
    }

    /** Down while the platform's only server refuses every token. */
    GatewayHealth health() {
        return servers.isDown(tokens)
                ? GatewayHealth.down("refuses every token: wrong host, app or key?")
                : GatewayHealth.ready();
    }

    @Override
    public void close() {
        platform.close();
    }
}
