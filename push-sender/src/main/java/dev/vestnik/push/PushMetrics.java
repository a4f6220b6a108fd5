package dev.vestnik.push;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The only place that names this module's metrics. */
final class PushMetrics {
    private final MeterRegistry registry;

    PushMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code vestnik_push_bad_tokens_total}: a platform did not know a token. */
    void badToken(String gateway) {
        Counter.builder("vestnik.push.bad.tokens")
                .description("Push tokens that their platform does not know")
                .tags("gateway", gateway)
                .register(registry)
                .increment();
    }

    /** {@code vestnik_push_notices_cut_total}: a notice was larger than its platform takes, so a part of it was left out or it was refused. */
    void cut(String gateway) {
        Counter.builder("vestnik.push.notices.cut")
                .description("Notices that were larger than their platform takes")
                .tags("gateway", gateway)
                .register(registry)
                .increment();
    }

    /**
     * {@code vestnik_push_left_behind_total}: what a device or a platform said after its message had gone without it, since another had taken
     * it long before. It is in no receipt.
     *
     * @param gateway of the platform, or {@code push} for a message to several platforms
     * @param outcome as of every attempt: {@code accepted}, {@code rejected}, {@code busy}, {@code not_sent}, {@code unknown}
     */
    void leftBehind(String gateway, String outcome) {
        Counter.builder("vestnik.push.left.behind")
                .description("Answers that came after their message had gone without them")
                .tags("gateway", gateway, "outcome", outcome)
                .register(registry)
                .increment();
    }
}
