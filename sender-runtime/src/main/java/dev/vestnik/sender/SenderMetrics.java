package dev.vestnik.sender;

import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.Channel;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The only place that names this module's metrics. */
public final class SenderMetrics {
    private static final Duration LONGEST_WAY = Duration.ofHours(1);
    /** Bounds the times in a record, which may be anything: a timer counts nanoseconds. */
    private static final Duration LONGEST_RECORDED = Duration.ofDays(366);

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

    /** {@code vestnik_gateway_seconds}: the time until a gateway answered or its answer was lost. */
    public void answered(String gateway, Outcome outcome, Duration took) {
        Timer.builder("vestnik.gateway")
                .tags("gateway", gateway, "outcome", outcome.tag())
                .publishPercentileHistogram()
                .register(registry)
                .record(took);
    }

    /** {@code vestnik_gateway_busy_total}: a gateway took nothing because it, or one recipient, was busy. */
    public void busy(String gateway, Outcome.Busy busy) {
        registry.counter(
                        "vestnik.gateway.busy",
                        "gateway",
                        gateway,
                        "code",
                        busy.code(),
                        "scope",
                        busy.scope().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** {@code vestnik_gateway_window}: the messages that may be on their way at once; less than configured while a gateway is busy. */
    public void window(String gateway, IntSupplier window) {
        ofGateway("vestnik.gateway.window", gateway, window);
    }

    /** {@code vestnik_event_to_gateway_seconds}: from the event's Kafka timestamp to the gateway's answer. */
    public void eventToGateway(Lane lane, Duration took) {
        Timer.builder("vestnik.event.to.gateway")
                .tags("class", lane.messageClass().name())
                .publishPercentileHistogram()
                .maximumExpectedValue(LONGEST_WAY)
                .register(registry)
                .record(bounded(took));
    }

    /**
     * {@code vestnik_hooks_total}: a provider's call was taken or refused ({@code forged}, {@code unreadable}, {@code too_large}, {@code
     * slow}, {@code busy}, {@code put_off}), a report in it is about no message of ours ({@code unmatched}), or
     * a question for reports had no whole answer ({@code not_pulled}), or its answer was not written before a stop ({@code lost}).
     */
    public void hook(String gateway, String outcome) {
        registry.counter("vestnik.hooks", "gateway", gateway, "outcome", outcome)
                .increment();
    }

    /** {@code vestnik_message_fields_cleaned_total}: a field was changed, cut or left out so that its message can be sent. */
    public void cleaned(Channel channel, String field) {
        registry.counter("vestnik.message.fields.cleaned", "channel", channel.name(), "field", field)
                .increment();
    }

    /** {@code vestnik_state_records_skipped_total}: records of a store's changelog that the store cannot have written. */
    public void notRestored(String store, int count) {
        registry.counter("vestnik.state.records.skipped", "store", store).increment(count);
    }

    /** {@code vestnik_correlation_restarts_total}: a thread of the correlation was lost and replaced. */
    public void correlationRestarted() {
        registry.counter("vestnik.correlation.restarts").increment();
    }

    private static Duration bounded(Duration took) {
        if (took.isNegative()) {
            return Duration.ZERO;
        }
        return took.compareTo(LONGEST_RECORDED) > 0 ? LONGEST_RECORDED : took;
    }

    /** {@code vestnik_lane_restarts_total}: a lane's session broke, and the next one begins. */
    public void restarted(Lane lane) {
        registry.counter(
                        "vestnik.lane.restarts",
                        "channel",
                        lane.channel().name(),
                        "class",
                        lane.messageClass().name())
                .increment();
    }

    /** {@code vestnik_revocations_known}, and {@code vestnik_revocations_forgotten} for those beyond what fits into memory. */
    public void revocations(IntSupplier known, LongSupplier forgotten) {
        Gauge.builder("vestnik.revocations.known", known, IntSupplier::getAsInt)
                .strongReference(true)
                .register(registry);
        Gauge.builder("vestnik.revocations.forgotten", forgotten, LongSupplier::getAsLong)
                .strongReference(true)
                .register(registry);
    }

    /** {@code vestnik_gateway_circuit_state}: 0 closed, 1 half open, 2 open. */
    public void circuit(String gateway, IntSupplier state) {
        ofGateway("vestnik.gateway.circuit.state", gateway, state);
    }

    /** Measures a gateway that stands in for one of the same name, as after a change of its settings: the registry would keep the first. */
    private void ofGateway(String name, String gateway, IntSupplier value) {
        registry.find(name).tag("gateway", gateway).gauges().forEach(registry::remove);
        Gauge.builder(name, value, IntSupplier::getAsInt)
                .tags("gateway", gateway)
                .strongReference(true)
                .register(registry);
    }

    /** Measures a gateway no more that is not configured any more; its counters stay. */
    public void gone(String gateway) {
        Stream.of("vestnik.gateway.window", "vestnik.gateway.circuit.state")
                .flatMap(name -> registry.find(name).tag("gateway", gateway).gauges().stream())
                .forEach(registry::remove);
    }

    /** {@code vestnik_settings_changes_total}: changed settings were {@code taken} or {@code refused} while messages flow. */
    public void settings(String outcome) {
        registry.counter("vestnik.settings.changes", "outcome", outcome).increment();
    }

    /** {@code vestnik_settings_revision}: 1 with the revision in force as its tag. */
    public void revision(String revision) {
        registry.find("vestnik.settings.revision").gauges().forEach(registry::remove);
        Gauge.builder("vestnik.settings.revision", () -> 1)
                .tags("revision", revision)
                .strongReference(true)
                .register(registry);
    }

    /** {@code vestnik_settings_refused}: 1 while the files hold a change that was refused. */
    public void refused(IntSupplier refused) {
        Gauge.builder("vestnik.settings.refused", refused, IntSupplier::getAsInt)
                .strongReference(true)
                .register(registry);
    }
}
