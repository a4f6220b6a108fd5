package dev.vestnik.sender.gateway;

import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Dispatch;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.RouteRules;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A channel's gateways within their limits, and the rules by which messages go to them. */
public final class GuardedRoute {
    private final List<GuardedGateway> gateways;
    private final RouteRules rules;
    private final Map<MessageClass, List<GuardedGateway>> byClass;
    private final Map<String, Integer> instances = new ConcurrentHashMap<>();
    private final Map<List<GuardedGateway>, Way> ways = new ConcurrentHashMap<>();

    public GuardedRoute(Route route, SenderSettings settings, SenderMetrics metrics) {
        this(route, route.rules(), settings, metrics);
    }

    /** @param rules instead of those of the route itself */
    public GuardedRoute(Route route, RouteRules rules, SenderSettings settings, SenderMetrics metrics) {
        this.rules = rules;
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

    /** The way of a message by the rules: the same object for the same gateways. */
    public Way way(Dispatch dispatch) {
        List<GuardedGateway> chosen = rules.gateways(dispatch).stream()
                .flatMap(name -> named(name).stream())
                .filter(gateway -> gateway.gateway().serves(dispatch.messageClass()))
                .distinct()
                .toList();
        return ways.computeIfAbsent(chosen, Way::new);
    }

    /**
     * Divides the rates of contracts among the instances of this sender.
     *
     * @param lane the lane whose group has so many members; the largest group counts
     */
    public void share(String lane, int members) {
        instances.put(lane, members);
        int most = instances.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        gateways.forEach(gateway -> gateway.share(most));
    }
}
