package dev.vestnik.push;

import dev.vestnik.schemas.message.PushPlatform;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Outcome;
import dev.vestnik.sender.gateway.CircuitState;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.gateway.Permit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Uses the gateways of the route, as the lanes do. */
final class GuardedLegs implements Legs {
    /** A window that is full, or a rate that is used up, has room again within a few round trips while its platform is well. */
    private static final Duration ROOM = Duration.ofMillis(250);

    /** The time for which no message waits for room at a platform that had none for {@link #ROOM}. */
    private static final Duration REST = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(10);

    private final Supplier<GuardedRoute> route;
    private final Map<PushPlatform, Long> restUntil = new ConcurrentHashMap<>();

    /** @param route asked late, since the route holds the gateway that uses these legs */
    GuardedLegs(Supplier<GuardedRoute> route) {
        this.route = route;
    }

    @Override
    public Outcome send(PushPlatform platform, Dispatch dispatch, BooleanSupplier mayStart)
            throws InterruptedException {
        GuardedGateway gateway = route.get().named(Devices.gateway(platform)).orElse(null);
        if (gateway == null) {
            return Outcome.permanent("platform-not-configured");
        }
        Permit permit = room(platform, gateway, dispatch).orElse(null);
        return permit == null
                ? Outcome.busy(Devices.gateway(platform) + "-no-room")
                : gateway.send(dispatch, permit, () -> true, mayStart);
    }

    private Optional<Permit> room(PushPlatform platform, GuardedGateway gateway, Dispatch dispatch)
            throws InterruptedException {
        long end = System.nanoTime() + ROOM.toNanos();
        Optional<Permit> permit =
                gateway.tryAcquire(dispatch.messageClass(), gateway.gateway().units(dispatch));
        while (permit.isEmpty() && mayHaveRoomSoon(platform, gateway)) {
            if (System.nanoTime() - end >= 0) {
                restUntil.put(platform, System.nanoTime() + REST.toNanos());
                return permit;
            }
            Thread.sleep(LOOK);
            permit = gateway.tryAcquire(
                    dispatch.messageClass(), gateway.gateway().units(dispatch));
        }
        return permit;
    }

    private boolean mayHaveRoomSoon(PushPlatform platform, GuardedGateway gateway) {
        Long rest = restUntil.get(platform);
        boolean rested = rest == null || System.nanoTime() - rest >= 0;
        return rested && gateway.circuitState() == CircuitState.CLOSED && !gateway.isPaused();
    }
}
