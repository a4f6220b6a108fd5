package dev.vestnik.sms.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The only place that names the metrics of SMS gateways. */
public final class SmsMetrics {
    private final MeterRegistry registry;

    public SmsMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * {@code vestnik_sms_deliveries_total}: a receipt or a reply came from a centre.
     *
     * @param outcome {@code taken}, {@code busy} (refused for want of room, the centre keeps it), {@code silent} (the same, without an
     *     answer) or {@code not_stored} (Kafka did not take it in time, the centre keeps it)
     */
    public void delivery(String gateway, String outcome) {
        Counter.builder("vestnik.sms.deliveries")
                .description("Receipts and replies that came from a centre")
                .tags("gateway", gateway, "outcome", outcome)
                .register(registry)
                .increment();
    }

    /** {@code vestnik_sms_replies_total}: a person's long reply was put together, {@code joined} or {@code incomplete}. */
    public void reply(String gateway, String outcome) {
        Counter.builder("vestnik.sms.replies")
                .description("Long replies of people that were put together")
                .tags("gateway", gateway, "outcome", outcome)
                .register(registry)
                .increment();
    }
}
