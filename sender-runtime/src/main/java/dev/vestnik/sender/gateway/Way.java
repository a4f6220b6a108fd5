package dev.vestnik.sender.gateway;

import dev.vestnik.sender.Dispatch;
import java.util.List;
import java.util.Optional;

/** The gateways that may carry a message, in order of preference. Messages of the same way wait in one queue. */
public final class Way {
    private final List<GuardedGateway> gateways;
    private final GuardedRoute route;
    private final int change;

    /** @param change the number of the route's change that this way is of */
    Way(List<GuardedGateway> gateways, GuardedRoute route, int change) {
        this.gateways = List.copyOf(gateways);
        this.route = route;
        this.change = change;
    }

    /** Whether the gateways or the rules have changed since: its messages may have another way now. */
    public boolean isOver() {
        return change != route.change();
    }

    /** The way of a message of this way by the rules as they are now. */
    public Way now(Dispatch dispatch) {
        return isOver() ? route.way(dispatch) : this;
    }

    public List<GuardedGateway> gateways() {
        return gateways;
    }

    /**
     * A permit of the first gateway that is in use. A message waits for a full window, a used-up rate and a short pause, and goes around a
     * gateway whose circuit is open or that has been busy for seconds. One that was missed takes whatever has room, also the gateway that
     * missed it: it stands at the head of its way, and must not wait for a full gateway that the others can do without.
     *
     * @param skip the number of times that a gateway could not send this message; the search begins behind them
     */
    public Optional<Permit> tryAcquire(Dispatch dispatch, int skip) {
        for (int i = 0; i < gateways.size(); i++) {
            GuardedGateway gateway = gateways.get((skip + i) % gateways.size());
            Optional<Permit> permit = gateway.tryAcquire(
                    dispatch.messageClass(), gateway.gateway().units(dispatch));
            if (permit.isPresent() || skip == 0 && !gateway.isOutOfUse()) {
                return permit;
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return gateways.stream()
                .map(gateway -> gateway.gateway().name())
                .toList()
                .toString();
    }
}
