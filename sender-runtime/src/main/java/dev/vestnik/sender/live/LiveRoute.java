package dev.vestnik.sender.live;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayPlan;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.RoutePlan;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.gateway.GuardedGateway;
import dev.vestnik.sender.gateway.GuardedRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A channel's gateways as the settings in force have them. Changes them while messages flow: a gateway whose settings are as before is left alone. */
public final class LiveRoute implements AutoCloseable {
    private final ChannelName channel;
    private final SenderSettings settings;
    private final SenderMetrics metrics;
    private final Departures departures;
    private final List<Consumer<List<Gateway>>> followers = new ArrayList<>();
    private final GuardedRoute guarded;
    private volatile List<Live> live;

    /** A gateway with the plan that it was made from. */
    private record Live(GatewayPlan plan, GuardedGateway gateway) {
        String name() {
            return plan.name();
        }
    }

    public LiveRoute(ChannelName channel, RoutePlan plan, SenderSettings settings, SenderMetrics metrics) {
        this(channel, plan, settings, metrics, Departures.Patience.USUAL);
    }

    LiveRoute(
            ChannelName channel,
            RoutePlan plan,
            SenderSettings settings,
            SenderMetrics metrics,
            Departures.Patience patience) {
        this.channel = channel;
        this.settings = settings;
        this.metrics = metrics;
        this.departures = new Departures(patience, this::left);
        this.live = plan.gateways().stream().map(this::made).toList();
        this.guarded = new GuardedRoute(gateways(live), plan.rules());
        gateways(live).forEach(GuardedGateway::measure);
    }

    private Live made(GatewayPlan plan) {
        GuardedGateway gateway = new GuardedGateway(plan.make().get(), settings, metrics);
        return new Live(plan, gateway);
    }

    private static List<GuardedGateway> gateways(List<Live> live) {
        return live.stream().map(Live::gateway).toList();
    }

    /** The gateways within their limits, and the rules: what the lanes use. */
    public GuardedRoute guarded() {
        return guarded;
    }

    /** The gateways in force, and behind them those that leave: providers still report to these. */
    public List<Gateway> gateways() {
        return Stream.concat(guarded.gateways().stream(), departures.all().stream())
                .map(GuardedGateway::gateway)
                .toList();
    }

    /** The channel with the gateways in force. */
    public Route route() {
        return new Route(
                channel,
                guarded.gateways().stream().map(GuardedGateway::gateway).toList());
    }

    /** The names of gateways that take no new messages and are not closed yet. */
    public List<String> leaving() {
        return departures.all().stream()
                .map(gateway -> gateway.gateway().name())
                .toList();
    }

    /** Hands the {@link #gateways} over, now and after every change. */
    public void follow(Consumer<List<Gateway>> follower) {
        synchronized (followers) {
            followers.add(follower);
            follower.accept(gateways());
        }
    }

    /** Changes gateways and rules. When a gateway cannot be made, nothing is changed. */
    public synchronized GatewayChange change(RoutePlan plan) {
        List<Live> before = live;
        List<Live> now = new ArrayList<>();
        List<Live> made = new ArrayList<>();
        try {
            for (GatewayPlan wanted : plan.gateways()) {
                Live kept = kept(before, wanted);
                now.add(kept == null ? made(wanted) : kept);
                if (kept == null) {
                    made.add(now.getLast());
                }
            }
        } catch (RuntimeException e) {
            made.forEach(fresh -> fresh.gateway().gateway().close());
            throw e;
        }
        return inForce(before, List.copyOf(now), plan);
    }

    private GatewayChange inForce(List<Live> before, List<Live> now, RoutePlan plan) {
        GatewayChange change = new GatewayChange(
                names(now, live -> named(before, live.name()) == null),
                names(before, live -> named(now, live.name()) == null),
                names(now, live -> {
                    Live former = named(before, live.name());
                    return former != null && former.gateway() != live.gateway();
                }),
                names(now, live -> {
                    Live former = named(before, live.name());
                    return former != null && former.plan().rate() != live.plan().rate();
                }));
        now.forEach(live -> live.gateway().rate(live.plan().rate()));
        live = now;
        gateways(now).forEach(GuardedGateway::measure);
        guarded.change(gateways(now), plan.rules());
        before.stream()
                .filter(former -> now.stream().noneMatch(live -> live.gateway() == former.gateway()))
                .forEach(former -> departures.depart(former.gateway()));
        now.forEach(live -> departures.replaced(live.name()));
        tellFollowers();
        return change;
    }

    /** The gateway that goes on, with the wanted rate in its plan; null when there is none of these settings. */
    private static @Nullable Live kept(List<Live> before, GatewayPlan wanted) {
        Live former = named(before, wanted.name());
        return former != null && former.plan().settings().equals(wanted.settings())
                ? new Live(wanted, former.gateway())
                : null;
    }

    private static @Nullable Live named(List<Live> all, String name) {
        return all.stream().filter(live -> live.name().equals(name)).findFirst().orElse(null);
    }

    private static List<String> names(List<Live> all, Predicate<Live> wanted) {
        return all.stream().filter(wanted).map(Live::name).toList();
    }

    private void tellFollowers() {
        synchronized (followers) { // the last word is the newest
            List<Gateway> now = gateways();
            followers.forEach(follower -> follower.accept(now));
        }
    }

    /** Closes a gateway that has left, once nobody asks it any more. */
    private void left(GuardedGateway gateway) {
        forget(gateway);
        tellFollowers();
        gateway.gateway().close();
    }

    private synchronized void forget(GuardedGateway gateway) {
        guarded.left(gateway);
        String name = gateway.gateway().name();
        if (guarded.named(name).isEmpty()) {
            metrics.gone(name);
        }
    }

    /** Closes all gateways; to be called when the lanes have stopped. */
    @Override
    public void close() {
        departures.close();
        gateways(live).forEach(gateway -> gateway.gateway().close());
    }
}
