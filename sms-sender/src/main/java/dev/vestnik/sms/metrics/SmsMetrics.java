package dev.vestnik.sms.metrics;

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
        registry.counter("vestnik.sms.deliveries", "gateway", gateway, "outcome", outcome)
                .increment();
    }

    /** {@code vestnik_sms_replies_total}: a person's long reply was put together, {@code joined} or {@code incomplete}. */
    public void reply(String gateway, String outcome) {
        registry.counter("vestnik.sms.replies", "gateway", gateway, "outcome", outcome)
                .increment();
    }
}
