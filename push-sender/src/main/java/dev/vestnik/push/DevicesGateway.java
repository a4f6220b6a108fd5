package dev.vestnik.push;

import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayLimits;
import dev.vestnik.sender.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** Sends a message to the devices of several platforms, through the gateway of each. */
final class DevicesGateway implements Gateway {
    private final GatewayLimits limits;
    private final Legs legs;
    private final Parts parts;

    DevicesGateway(GatewayLimits limits, Legs legs, PushMetrics metrics) {
        this(limits, legs, metrics, Parts.PATIENCE);
    }

    DevicesGateway(GatewayLimits limits, Legs legs, PushMetrics metrics, Duration patience) {
        this.limits = limits;
        this.legs = legs;
        this.parts = new Parts(patience, late -> metrics.leftBehind(Devices.ALL, late.tag()));
    }

    @Override
    public String name() {
        return Devices.ALL;
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
        List<Callable<Outcome>> platforms = Devices.platforms(content).stream()
                .map(platform ->
                        (Callable<Outcome>) () -> legs.send(platform, of(platform, dispatch, content), mayStart))
                .toList();
        return FanOut.outcomeOfPlatforms(parts.send(platforms));
    }

    private static Dispatch of(PushPlatform platform, Dispatch dispatch, Content.Push content) {
        Content.Push part = new Content.Push(
                Devices.of(platform, content), content.title(), content.body(), content.url(), content.imageUrl());
        return new Dispatch(
                dispatch.attempt(),
                dispatch.customer(),
                dispatch.messageClass(),
                dispatch.origin(),
                part,
                dispatch.deliverBefore(),
                dispatch.possibleDuplicate());
    }

    @Override
    public boolean isIdle() {
        return parts.isIdle();
    }

    @Override
    public void close() {
        parts.close();
    }
}
