package dev.vestnik.sender.live;

import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.RoutePlan;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.live.SettingsInForce.Refusal;
import dev.vestnik.service.settings.SettingFault;
import dev.vestnik.service.settings.SettingsException;
import dev.vestnik.service.settings.SettingsReader;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes or refuses the settings of a sender's gateways and routes, as a whole. */
public final class LiveSettings implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveSettings.class);

    private final GatewayPlanner planner;
    private final InstantSource clock;
    private final SenderMetrics metrics;
    private final Revision revision;
    private final LiveRoute route;
    private volatile SettingsInForce inForce;

    /** @throws SettingsException when the settings at the start are faulty */
    LiveSettings(
            GatewayPlanner planner,
            SettingsReader start,
            SenderSettings settings,
            SenderMetrics metrics,
            InstantSource clock) {
        this.planner = planner;
        this.clock = clock;
        this.metrics = metrics;
        this.revision = new Revision(settings);
        RoutePlan plan = planner.plan(start);
        if (!start.faults().isEmpty()) {
            throw new SettingsException(start.faults());
        }
        this.route = new LiveRoute(planner.channel(), plan, settings, metrics);
        this.inForce = new SettingsInForce(revision.of(plan), clock.instant(), null, List.of());
        metrics.revision(inForce.revision());
        metrics.refused(() -> inForce.refused() == null ? 0 : 1);
        log.info("channel={} settings={} gateways={}", planner.channel(), inForce.revision(), plan.gateways());
    }

    ChannelName channel() {
        return planner.channel();
    }

    public LiveRoute route() {
        return route;
    }

    public SettingsInForce inForce() {
        return inForce;
    }

    /** Takes changed settings, or refuses them with everything that is wrong. */
    synchronized void take(SettingsReader fresh) {
        try {
            RoutePlan plan = planner.plan(fresh);
            lostFile(fresh, plan);
            if (fresh.faults().isEmpty()) {
                take(plan);
            } else {
                refuse(fresh.faults());
            }
        } catch (RuntimeException e) { // a gateway that cannot be made from settings that passed their check
            refuse(List.of(new SettingFault(
                    "vestnik." + channel(), "cannot be taken: " + e.getClass().getSimpleName())));
        }
    }

    /** Takes the loss of every gateway for the loss of a file: a channel is not stopped like that. */
    private void lostFile(SettingsReader fresh, RoutePlan plan) {
        fresh.check(
                !plan.gateways().isEmpty() || route.guarded().gateways().isEmpty(),
                "vestnik." + channel(),
                "has no gateway any more: is a file missing? A restart takes it as it is");
    }

    private void take(RoutePlan plan) {
        String now = revision.of(plan);
        if (now.equals(inForce.revision())) {
            inForce = inForce.withRefusal(null);
            return;
        }
        GatewayChange change = route.change(plan);
        inForce = new SettingsInForce(now, clock.instant(), null, inForce.restart());
        metrics.revision(now);
        metrics.settings("taken");
        log.info(
                "channel={} settings={} added={} removed={} replaced={} rates={}",
                channel(),
                now,
                change.added(),
                change.removed(),
                change.replaced(),
                change.rates());
    }

    /** Leaves everything as it is, and says why. */
    synchronized void refuse(List<SettingFault> faults) {
        inForce = inForce.withRefusal(new Refusal(clock.instant(), faults));
        metrics.settings("refused");
        log.error("channel={} settings=refused in_force={} faults={}", channel(), inForce.revision(), faults);
    }

    /** Notes changes that take a restart. */
    synchronized void takesRestart(List<String> names) {
        if (!names.equals(inForce.restart())) {
            inForce = inForce.withRestart(names);
            log.warn("channel={} settings=take-restart changed={}", channel(), names);
        }
    }

    @Override
    public void close() {
        route.close();
    }
}
