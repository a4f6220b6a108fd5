package dev.vestnik.push;

import io.micrometer.core.instrument.MeterRegistry;

/** The only place that names this module's metrics. */
final class PushMetrics {
    private final MeterRegistry registry;

    PushMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code vestnik_push_bad_tokens_total}: a platform did not know a token. */
    void badToken(String gateway) {
        registry.counter("vestnik.push.bad.tokens", "gateway", gateway).increment();
    }
}
