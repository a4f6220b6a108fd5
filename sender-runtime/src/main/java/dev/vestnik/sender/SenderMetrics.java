package dev.vestnik.sender;

import dev.vestnik.schemas.message.Channel;
import dev.vestnik.schemas.message.ReceiptStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;

/** The only place that names this module's metrics. */
public final class SenderMetrics {
    private static final Duration LONGEST_WAY = Duration.ofHours(1);

    private final MeterRegistry registry;

    public SenderMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code vestnik_messages_total}: a message has come to an end, or is sent again ({@code resent}). */
    public void message(Lane lane, String outcome) {
        registry.counter(
                        "vestnik.messages",
                        "channel",
                        lane.channel().name(),
                        "class",
                        lane.messageClass().name(),
                        "outcome",
                        outcome)
                .increment();
    }

    /** {@code vestnik_receipts_total}. */
    public void receipt(Channel channel, ReceiptStatus status) {
        registry.counter("vestnik.receipts", "channel", channel.name(), "status", status.name())
                .increment();
    }

    /** {@code vestnik_dead_letters_total}. */
    public void deadLetter(String topic, String reason) {
        registry.counter("vestnik.dead.letters", "topic", topic, "reason", reason)
                .increment();
    }

    /** {@code vestnik_gateway_seconds}: a gateway has answered, or has not. */
    public void answered(String gateway, Outcome outcome, Duration took) {
        Timer.builder("vestnik.gateway")
                .tags("gateway", gateway, "outcome", outcome.tag())
                .publishPercentileHistogram()
                .register(registry)
                .record(took);
    }

    /** {@code vestnik_event_to_gateway_seconds}: from the event's Kafka timestamp to the gateway's answer. */
    public void eventToGateway(Lane lane, Duration took) {
        Timer.builder("vestnik.event.to.gateway")
                .tags("class", lane.messageClass().name())
                .publishPercentileHistogram()
                .maximumExpectedValue(LONGEST_WAY)
                .register(registry)
                .record(took.isNegative() ? Duration.ZERO : took);
    }

    /** {@code vestnik_gateway_circuit_state}: 0 closed, 1 half open, 2 open. */
    public void circuit(String gateway, IntSupplier state) {
        Gauge.builder("vestnik.gateway.circuit.state", state, IntSupplier::getAsInt)
                .tags("gateway", gateway)
                .strongReference(true)
                .register(registry);
    }
}
