package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A channel's gateways within their limits, in order of preference. */
public final class GuardedRoute {
    private final List<GuardedGateway> gateways;
    private final Map<MessageClass, List<GuardedGateway>> byClass;

    public GuardedRoute(Route route, SenderSettings settings, SenderMetrics metrics) {
        gateways = route.gateways().stream()
                .map(gateway -> new GuardedGateway(gateway, settings, metrics))
                .toList();
        byClass = Arrays.stream(MessageClass.values()).collect(Collectors.toMap(Function.identity(), this::carrying));
    }

    private List<GuardedGateway> carrying(MessageClass messageClass) {
        return gateways.stream()
                .filter(gateway -> gateway.gateway().serves(messageClass))
                .toList();
    }

    /** The gateways that carry messages of that class. */
    public List<GuardedGateway> serving(MessageClass messageClass) {
        return Objects.requireNonNull(byClass.get(messageClass));
    }

    /** The number of messages of that class that may be on their way at once. */
    public int window(MessageClass messageClass) {
        return serving(messageClass).stream()
                .mapToInt(gateway -> gateway.gateway().limits().window())
                .sum();
    }

    /** The gateway of that name, which an attempt remembers; empty when it is not configured any more. */
    public Optional<GuardedGateway> named(String name) {
        return gateways.stream()
                .filter(gateway -> gateway.gateway().name().equals(name))
                .findFirst();
    }

    /**
     * A permit of the first gateway whose circuit is not open. A lane waits for a full window or a used-up rate and does not go around it.
     *
     * @param skip the number of gateways that could not send this message; the search begins behind them
     */
    public Optional<Permit> tryAcquire(MessageClass messageClass, int skip) {
        List<GuardedGateway> serving = serving(messageClass);
        for (int i = 0; i < serving.size(); i++) {
            GuardedGateway gateway = serving.get((skip + i) % serving.size());
            Optional<Permit> permit = gateway.tryAcquire(messageClass);
            if (permit.isPresent() || gateway.circuitState() == CircuitState.CLOSED) {
                return permit;
            }
        }
        return Optional.empty();
    }
}
