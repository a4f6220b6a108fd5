package dev.vestnik.engine.streams.intake;

import dev.vestnik.rules.offer.PoolState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Shows how many codes the pools of one task have, as long as the task is here. The offer's id is a tag: a shop has a handful. */
final class OfferMetrics {
    private final MeterRegistry registry;
    private final Map<String, Shown> pools = new ConcurrentHashMap<>();

    OfferMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The figures of a pool that are shown now. */
    private static final class Shown {
        private volatile PoolState state = PoolState.EMPTY;
        private volatile boolean low;
        private List<Meter> meters = List.of();
    }

    /** A pool has so many codes. */
    void counted(String offer, PoolState state, boolean low) {
        Shown shown = pools.computeIfAbsent(offer, this::register);
        shown.state = state;
        shown.low = low;
    }

    private Shown register(String offer) {
        Shown shown = new Shown();
        shown.meters = List.of(
                codes("free", offer, () -> shown.state.free()),
                codes("given", offer, () -> shown.state.given()),
                codes("redeemed", offer, () -> shown.state.redeemed()),
                Gauge.builder("vestnik.offer.low", () -> shown.low ? 1 : 0)
                        .description("1 while an offer that is not over has fewer free codes than its lowAt")
                        .tag("offer", offer)
                        .register(registry));
        return shown;
    }

    private Meter codes(String state, String offer, Supplier<Number> count) {
        return Gauge.builder("vestnik.offer.codes", count)
                .description("The codes of an offer's pool")
                .tag("offer", offer)
                .tag("state", state)
                .register(registry);
    }

    /** The task goes elsewhere, and its pools are shown there. */
    void closed() {
        pools.values().forEach(shown -> shown.meters.forEach(registry::remove));
        pools.clear();
    }
}
