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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A channel's gateways within their limits, and the rules by which messages go to them. Both may change while messages flow, together and
 * between two messages.
 */
public final class GuardedRoute {
    private final Map<String, Integer> instances = new ConcurrentHashMap<>();
    private final Set<GuardedGateway> leaving = ConcurrentHashMap.newKeySet();
    private volatile InForce inForce;

    /** @param change counts the changes */
    private record InForce(
            int change,
            List<GuardedGateway> gateways,
            RouteRules rules,
            Map<MessageClass, List<GuardedGateway>> byClass,
            Map<List<GuardedGateway>, Way> ways) {
        static InForce of(int change, List<GuardedGateway> gateways, RouteRules rules) {
            Map<MessageClass, List<GuardedGateway>> byClass = Arrays.stream(MessageClass.values())
                    .collect(Collectors.toMap(Function.identity(), messageClass -> carrying(messageClass, gateways)));
            return new InForce(change, List.copyOf(gateways), rules, byClass, new ConcurrentHashMap<>());
        }

        private static List<GuardedGateway> carrying(MessageClass messageClass, List<GuardedGateway> gateways) {
            return gateways.stream()
                    .filter(gateway -> gateway.gateway().serves(messageClass))
                    .toList();
        }

        @Nullable
        GuardedGateway named(String name) {
            for (GuardedGateway gateway : gateways) {
                if (gateway.gateway().name().equals(name)) {
                    return gateway;
                }
            }
            return null;
        }
    }

    public GuardedRoute(Route route, SenderSettings settings, SenderMetrics metrics) {
        this(
                route.gateways().stream()
                        .map(gateway -> new GuardedGateway(gateway, settings, metrics))
                        .toList(),
                route.rules());
    }

    public GuardedRoute(List<GuardedGateway> gateways, RouteRules rules) {
        this.inForce = InForce.of(0, gateways, rules);
    }

    /**
     * Changes gateways and rules at once. Those that are not among the gateways any more take no new messages; whoever calls closes them once
     * they are idle.
     */
    public synchronized void change(List<GuardedGateway> gateways, RouteRules rules) {
        InForce before = inForce;
        gateways.forEach(gateway -> gateway.share(mostInstances()));
        before.gateways().stream()
                .filter(gateway -> !gateways.contains(gateway))
                .forEach(leaving::add);
        inForce = InForce.of(before.change() + 1, gateways, rules);
        leaving.forEach(GuardedGateway::retire);
    }

    /** Forgets a gateway that has left. */
    public void left(GuardedGateway gateway) {
        leaving.remove(gateway);
    }

    int change() {
        return inForce.change();
    }

    /** The gateways in force, in order. */
    public List<GuardedGateway> gateways() {
        return inForce.gateways();
    }

    /** The gateways that carry messages of that class. */
    public List<GuardedGateway> serving(MessageClass messageClass) {
        return Objects.requireNonNull(inForce.byClass().get(messageClass));
    }

    /** The number of messages of that class that may be on their way at once. */
    public int window(MessageClass messageClass) {
        return serving(messageClass).stream()
                .mapToInt(gateway -> gateway.gateway().limits().window())
                .sum();
    }

    /** The gateway of that name; empty when it is not configured any more. */
    public Optional<GuardedGateway> named(String name) {
        return Optional.ofNullable(inForce.named(name));
    }

    /** The gateway in force of that name, if it is the same account. */
    public Optional<GuardedGateway> inForce(GatewayAccount account) {
        return named(account.gateway()).filter(gateway -> gateway.account().equals(account));
    }

    /** The gateway of that account, which an attempt remembers: one that leaves can still tell what became of it. */
    public Optional<GuardedGateway> known(GatewayAccount account) {
        return inForce(account)
                .or(() -> leaving.stream()
                        .filter(gateway -> gateway.account().equals(account))
                        .findFirst());
    }

    /** The way of a message by the rules: the same object for the same gateways until the next change. */
    public Way way(Dispatch dispatch) {
        InForce now = inForce;
        List<GuardedGateway> chosen = now.rules().gateways(dispatch).stream()
                .flatMap(name -> Optional.ofNullable(now.named(name)).stream())
                .filter(gateway -> gateway.gateway().serves(dispatch.messageClass()))
                .distinct()
                .toList();
        return now.ways().computeIfAbsent(chosen, gateways -> new Way(gateways, this, now.change()));
    }

    /**
     * Divides the limits of contracts among the instances of this sender.
     *
     * @param lane the lane whose group has so many members; the largest group counts
     */
    public synchronized void share(String lane, int members) {
        instances.put(lane, members);
        gateways().forEach(gateway -> gateway.share(mostInstances()));
    }

    private int mostInstances() {
        return instances.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    }
}
