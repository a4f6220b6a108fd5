package dev.vestnik.email.bounce;

import io.micrometer.core.instrument.MeterRegistry;

/** The only place that names metrics of bounces. */
final class BounceMetrics {
    private final MeterRegistry registry;

    BounceMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code vestnik_bounces_total}: an e-mail about ours was dealt with. */
    void bounce(String source, Bounce bounce) {
        registry.counter("vestnik.bounces", "source", source, "outcome", bounce.tag())
                .increment();
    }

    /** {@code vestnik_bounce_moves_failed_total}: an e-mail could not be put into another folder. */
    void moveFailed() {
        registry.counter("vestnik.bounce.moves.failed").increment();
    }

    /** {@code vestnik_bounce_visits_failed_total}: the mailbox could not be read to its end. */
    void visitFailed() {
        registry.counter("vestnik.bounce.visits.failed").increment();
    }
}
