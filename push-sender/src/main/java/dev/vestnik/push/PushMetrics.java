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

    /** {@code vestnik_push_notices_cut_total}: a notice was larger than its platform takes, so a part of it was left out or it was refused. */
    void cut(String gateway) {
        registry.counter("vestnik.push.notices.cut", "gateway", gateway).increment();
    }
}
