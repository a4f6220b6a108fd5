package dev.vestnik.sms.metrics;

import dev.vestnik.service.metrics.TagValues;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The only place that names the metrics of SMS gateways. */
public final class SmsMetrics {
    /** Records of the correlation name gateways, and other programs may have written them. */
    private static final int MOST_GATEWAYS = 100;

    /** From receipts that phones give at once to those of phones that were off for days. */
    private static final Duration[] AGES = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10),
        Duration.ofHours(1),
        Duration.ofHours(6),
        Duration.ofDays(1),
        Duration.ofDays(3),
        Duration.ofDays(7)
    };

    private final TagValues gateways = new TagValues(MOST_GATEWAYS);
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

    /** {@code vestnik_sms_receipt_age_seconds}: the final receipt of a text, or of a part of it, has come so long after its gateway had taken it. */
    public void receiptAge(String gateway, Duration age) {
        Timer.builder("vestnik.sms.receipt.age")
                .description("From when a gateway had taken a part of a text until its final receipt came")
                .tags("gateway", gateways.of(gateway))
                .serviceLevelObjectives(AGES)
                .register(registry)
                .record(age.isNegative() ? Duration.ZERO : age);
    }
}
