package dev.vestnik.sender.lane;

import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.gateway.GatewayAccount;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.sender.gateway.Permit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Messages in doubt at a gateway that takes a key: as long as the key lives, they are tried again only there, where a second try sends
 * nothing twice; another account under the gateway's name knows nothing of it. They wait apart from the lane's others; only their customer's later messages wait for them.
 */
final class LiveKeys {
    /** The first pause between two tries, doubled each time up to a minute and a bit. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final int MOST_DOUBLINGS = 6;

    /** The pause while the gateway has no room, shorter than a circuit is open. */
    private static final Duration NO_ROOM = Duration.ofSeconds(1);

    private final GuardedRoute route;
    private final InstantSource clock;
    private final LaneQueue queue;

    LiveKeys(GuardedRoute route, InstantSource clock, LaneQueue queue) {
        this.route = route;
        this.clock = clock;
        this.queue = queue;
    }

    /** Lets a message wait whose answer from this gateway was lost; false when no key can decide about it any more. */
    boolean holds(PendingRecord pending, GatewayAccount gateway) {
        if (!isAlive(pending, gateway)) {
            pending.keyedAt(null);
            return false;
        }
        long pause = PAUSE.toNanos() << Math.min(pending.timesKeyed(), MOST_DOUBLINGS);
        pending.keyedAt(gateway);
        queue.pause(pending, System.nanoTime() + pause);
        return true;
    }

    /** Whether the key that a message waits for lives no longer: the message is then in doubt like any other. */
    boolean isOver(PendingRecord pending) {
        return pending.isKeyed() && !isAlive(pending, gateway(pending));
    }

    private boolean isAlive(PendingRecord pending, GatewayAccount gateway) {
        Instant now = clock.instant();
        return route.inForce(gateway)
                .filter(known ->
                        now.isBefore(pending.firstOpened().plus(known.gateway().keyLife())))
                .isPresent();
    }

    /** A permit of the gateway that has the key. Without one, the message waits apart again. */
    Optional<Permit> tryAcquire(PendingRecord pending, Dispatch dispatch) {
        Optional<GuardedGateway> gateway = route.inForce(gateway(pending));
        Optional<Permit> room = gateway.flatMap(known ->
                known.tryAcquire(dispatch.messageClass(), known.gateway().units(dispatch)));
        if (room.isEmpty()) {
            queue.remove(pending);
            queue.pause(pending, System.nanoTime() + NO_ROOM.toNanos());
        }
        return room;
    }

    private static GatewayAccount gateway(PendingRecord pending) {
        return Objects.requireNonNull(pending.keyedAt());
    }
}
