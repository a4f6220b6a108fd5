package dev.vestnik.email.bounce;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The only place that names metrics of bounces. */
final class BounceMetrics {
    private final MeterRegistry registry;

    BounceMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code vestnik_bounces_total}: an e-mail about ours was dealt with. */
    void bounce(String source, Bounce bounce) {
        Counter.builder("vestnik.bounces")
                .description("E-mails about ours that were dealt with")
                .tags("source", source, "outcome", bounce.tag())
                .register(registry)
                .increment();
    }

    /** {@code vestnik_bounce_moves_failed_total}: an e-mail could not be put into another folder. */
    void moveFailed() {
        Counter.builder("vestnik.bounce.moves.failed")
                .description("E-mails that could not be put into another folder of the mailbox")
                .register(registry)
                .increment();
    }

    /** {@code vestnik_bounce_visits_failed_total}: the mailbox could not be read to its end. */
    void visitFailed() {
        Counter.builder("vestnik.bounce.visits.failed")
                .description("Visits of the mailbox that did not read it to its end")
                .register(registry)
                .increment();
    }
}
