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

    /**
     * {@code vestnik_push_left_behind_total}: what a device or a platform said after its message had gone without it, since another had taken
     * it long before. It is in no receipt.
     *
     * @param gateway of the platform, or {@code push} for a message to several platforms
     * @param outcome as of every attempt: {@code accepted}, {@code rejected}, {@code busy}, {@code not_sent}, {@code unknown}
     */
    void leftBehind(String gateway, String outcome) {
        registry.counter("vestnik.push.left.behind", "gateway", gateway, "outcome", outcome)
                .increment();
    }
}
