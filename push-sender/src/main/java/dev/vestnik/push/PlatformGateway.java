package dev.vestnik.push;

import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.push.device.Notice;
import dev.vestnik.push.device.Platform;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.DeadToken;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayHealth;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.report.ReportLinks;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** Sends a message to all of a customer's devices of one platform at once. */
final class PlatformGateway<T extends Content.Target> implements Gateway {
    private final PushPlatform kind;
    private final GatewayLimits limits;
    private final Class<T> target;
    private final WatchedPlatform<T> platform;
    private final ReportLinks reports;
    private final Parts parts;

    /** @param platform closed with this gateway */
    PlatformGateway(
            PushPlatform kind,
            GatewayLimits limits,
            Class<T> target,
            WatchedPlatform<T> platform,
            ReportLinks reports,
            PushMetrics metrics) {
        this.kind = kind;
        this.limits = limits;
        this.target = target;
        this.platform = platform;
        this.reports = reports;
        this.parts = new Parts(Parts.PATIENCE, late -> metrics.leftBehind(Devices.gateway(kind), late.tag()));
    }

    /** The push service behind it. */
    Platform<T> platform() {
        return platform.platform();
    }

    @Override
    public String name() {
        return Devices.gateway(kind);
    }

    @Override
    public GatewayLimits limits() {
        return limits;
    }

    @Override
    public Outcome send(Dispatch dispatch, BooleanSupplier mayStart) throws InterruptedException {
        if (!(dispatch.content() instanceof Content.Push content)) {
            return Outcome.permanent("not-a-push");
        }
        if (content.title().isBlank() && content.body().isBlank()) {
            return Outcome.permanent("empty-notice");
        }
        Notice notice = platform.fitting(
                        Notice.of(dispatch, content, reports.url(dispatch).orElse(null)))
                .orElse(null);
        if (notice == null) {
            return Outcome.permanent("notice-too-large");
        }
        List<Callable<Outcome>> devices = Devices.of(kind, content).stream()
                .map(device -> (Callable<Outcome>) () -> push(device, notice, mayStart))
                .toList();
        return FanOut.outcome(parts.send(devices));
    }

    private Outcome push(Content.Target device, Notice notice, BooleanSupplier mayStart) throws InterruptedException {
        return target.isInstance(device)
                ? outcome(Devices.token(device), platform.push(target.cast(device), notice, mayStart))
                : Outcome.permanent("no-subscription");
    }

    static Outcome outcome(String token, DeviceOutcome outcome) {
        return switch (outcome) {
            case DeviceOutcome.Taken(var id) -> id == null ? Outcome.accepted() : Outcome.accepted(id);
            case DeviceOutcome.Gone(var code, var since) ->
                new Outcome.Rejected(
                        FailureKind.permanent,
                        code,
                        Outcome.AddressState.USABLE,
                        List.of(new DeadToken(token, since)),
                        null);
            case DeviceOutcome.Foreign(var code) -> Outcome.permanent(code);
            case DeviceOutcome.Invalid(var code) -> Outcome.permanent(code);
            case DeviceOutcome.Refused(var failure, var code) ->
                failure == FailureKind.permanent ? Outcome.permanent(code) : Outcome.temporary(code);
            case DeviceOutcome.Busy(var code, var scope, var retryAfter) -> new Outcome.Busy(code, scope, retryAfter);
            case DeviceOutcome.NotSent(var cause) -> new Outcome.NotSent(cause);
            case DeviceOutcome.Lost(var cause) -> new Outcome.Unknown(cause);
        };
    }

    @Override
    public GatewayHealth health() {
        return platform.health();
    }

    @Override
    public boolean isIdle() {
        return parts.isIdle();
    }

    @Override
    public void close() {
        parts.close();
        platform.close();
    }
}
