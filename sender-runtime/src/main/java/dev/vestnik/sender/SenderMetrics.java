package dev.vestnik.sender;

import dev.vestnik.schemas.message.ReceiptStatus;
import dev.vestnik.schemas.topic.ChannelName;
import dev.vestnik.service.metrics.KafkaMeters;
import dev.vestnik.service.metrics.TagValues;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The only place that names this module's metrics. */
public final class SenderMetrics {
    private static final Duration LONGEST_WAY = Duration.ofHours(1);
    /** Bounds the times in a record, which may be anything: a timer counts nanoseconds. */
    private static final Duration LONGEST_RECORDED = Duration.ofDays(366);

    /** The objective of the alert on slow messages; the histogram has a bucket that ends there. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final double MICROS = 1_000_000;
    /** More codes than a provider documents, and more currencies than bill one shop. */
    private static final int MOST_CODES = 200;

    private static final int MOST_CURRENCIES = 10;

    /** The gauges of a gateway, with what they show. */
    private static final Map<String, String> GATEWAYS = Map.of(
            "vestnik.gateway.circuit.state", "A gateway's circuit: 0 closed, 1 half open, 2 open",
            "vestnik.gateway.window", "Messages that may be on their way at a gateway at once, as things are",
            "vestnik.gateway.in.flight", "Messages that have room at a gateway and no answer yet",
            "vestnik.gateway.limit", "Units a second that the gateway's contract allows; 0 for no limit");

    private final TagValues codes = new TagValues(MOST_CODES);
    private final TagValues currencies = new TagValues(MOST_CURRENCIES);
    private final MeterRegistry registry;

    public SenderMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** {@code vestnik_messages_total}: a message has come to an end, or is sent again ({@code resent}). */
    public void message(Lane lane, String outcome) {
        Counter.builder("vestnik.messages")
                .description("Messages that have come to an end, or are sent again")
                .tags(
                        "channel",
                        lane.channel().name(),
                        "class",
                        lane.messageClass().name(),
                        "outcome",
                        outcome)
                .register(registry)
                .increment();
    }

    /** {@code vestnik_receipts_total}. */
    public void receipt(ChannelName channel, ReceiptStatus status) {
        Counter.builder("vestnik.receipts")
                .description("Receipts that were written, of a gateway's answer or of a provider's later report")
                .tags("channel", channel.name(), "status", status.name())
                .register(registry)
                .increment();
    }

    /** {@code vestnik_dead_letters_total}. */
    public void deadLetter(String topic, String reason) {
        Counter.builder("vestnik.dead.letters")
                .description("Records and wake-ups that were set aside, by topic and reason")
                .tags("topic", topic, "reason", reason)
                .register(registry)
                .increment();
    }

    /** {@code vestnik_gateway_seconds}: the time until a gateway answered or its answer was lost. */
    public void answered(String gateway, Outcome outcome, Duration took) {
        Timer.builder("vestnik.gateway")
                .description("The time until a gateway answered, or its answer was lost")
                .tags("gateway", gateway, "outcome", outcome.tag())
                .publishPercentileHistogram()
                .register(registry)
                .record(took);
        switch (outcome) {
            case Outcome.Rejected rejected -> rejected(gateway, rejected.code());
            case Outcome.Accepted accepted -> charged(gateway, accepted.price());
            case Outcome.Busy _, Outcome.NotSent _, Outcome.Unknown _ -> {}
        }
    }

    /** {@code vestnik_gateway_rejected_total}: a gateway refused a message for good, or for now, with this code. */
    private void rejected(String gateway, String code) {
        Counter.builder("vestnik.gateway.rejected")
                .description("Messages that a gateway refused, by the code of its answer")
                .tags("gateway", gateway, "code", codes.of(code))
                .register(registry)
                .increment();
    }

    /** {@code vestnik_gateway_cost_total}: what a provider has charged, as far as its answers say it. */
    private void charged(String gateway, @Nullable Price price) {
        if (price != null && price.micros() > 0) {
            Counter.builder("vestnik.gateway.cost")
                    .description("What accepted messages cost by the provider's answers, in units of the currency")
                    .tags("gateway", gateway, "currency", currencies.of(price.currency()))
                    .register(registry)
                    .increment(price.micros() / MICROS);
        }
    }

    /** {@code vestnik_gateway_busy_total}: a gateway took nothing because it, or one recipient, was busy. */
    public void busy(String gateway, Outcome.Busy busy) {
        Counter.builder("vestnik.gateway.busy")
                .description("Times that a gateway took nothing because it, or one recipient, was busy")
                .tags(
                        "gateway",
                        gateway,
                        "code",
                        codes.of(busy.code()),
                        "scope",
                        busy.scope().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    /** {@code vestnik_gateway_window}: the messages that may be on their way at once; less than configured while a gateway is busy. */
    public void window(String gateway, IntSupplier window) {
        ofGateway("vestnik.gateway.window", gateway, window);
    }

    /** {@code vestnik_gateway_limit}: the units a second that the contract allows over all instances; 0 for no limit. */
    public void limit(String gateway, IntSupplier perSecond) {
        ofGateway("vestnik.gateway.limit", gateway, perSecond);
    }

    /** {@code vestnik_gateway_in_flight}: the messages that a gateway has room for and that have no answer yet. */
    public void inFlight(String gateway, IntSupplier used) {
        ofGateway("vestnik.gateway.in.flight", gateway, used);
    }

    /** {@code vestnik_lane_lag}: the messages of a lane without an outcome, waiting ones in Kafka included. */
    public void lane(Lane lane, LongSupplier lag) {
        Gauge.builder("vestnik.lane.lag", lag, LongSupplier::getAsLong)
                .description("Messages of a lane without an outcome, waiting ones in Kafka included")
                .tags(
                        "channel",
                        lane.channel().name(),
                        "class",
                        lane.messageClass().name())
                .strongReference(true)
                .register(registry);
    }

    /** Shows figures of Kafka clients, or streams, that get this configuration. */
    public void watch(Map<String, Object> config) {
        KafkaMeters.in(config, registry);
    }

    /** {@code vestnik_event_to_gateway_seconds}: from the event's Kafka timestamp to the gateway's answer. */
    public void eventToGateway(Lane lane, Duration took) {
        Timer.builder("vestnik.event.to.gateway")
                .description("From the event's time in Kafka to the gateway's answer")
                .tags("class", lane.messageClass().name())
                .publishPercentileHistogram()
                .maximumExpectedValue(LONGEST_WAY)
                .serviceLevelObjectives(SOON)
                .register(registry)
                .record(bounded(took));
    }

    /**
     * {@code vestnik_hooks_total}: a provider's call was taken or refused ({@code forged}, {@code unreadable}, {@code too_large}, {@code
     * slow}, {@code busy}, {@code put_off}), a report in it is about no message of ours ({@code unmatched}), a file of a reply in it could
     * not be passed on ({@code attachment_left_out}), or a question for reports had no whole answer ({@code not_pulled}), or its answer was
     * not written before a stop ({@code lost}).
     */
    public void hook(String gateway, String outcome) {
        Counter.builder("vestnik.hooks")
                .description("Providers' calls with reports, and reports that belong to no message")
                .tags("gateway", gateway, "outcome", outcome)
                .register(registry)
                .increment();
    }

    /** {@code vestnik_message_fields_cleaned_total}: a field was changed, cut or left out so that its message can be sent. */
    public void cleaned(ChannelName channel, String field) {
        Counter.builder("vestnik.message.fields.cleaned")
                .description("Fields that were changed, cut or left out so that their message can be sent")
                .tags("channel", channel.name(), "field", field)
                .register(registry)
                .increment();
    }

    /** {@code vestnik_state_records_skipped_total}: records of a store's changelog that the store cannot have written. */
    public void notRestored(String store, int count) {
        Counter.builder("vestnik.state.records.skipped")
                .description("Records of a store's changelog that the store cannot have written")
                .tags("store", store)
                .register(registry)
                .increment(count);
    }

    /** {@code vestnik_correlation_restarts_total}: a thread of the correlation was lost and replaced. */
    public void correlationRestarted() {
        Counter.builder("vestnik.correlation.restarts")
                .description("Threads that join receipts with their texts, lost and replaced")
                .register(registry)
                .increment();
    }

    private static Duration bounded(Duration took) {
        if (took.isNegative()) {
            return Duration.ZERO;
        }
        return took.compareTo(LONGEST_RECORDED) > 0 ? LONGEST_RECORDED : took;
    }

    /** {@code vestnik_lane_restarts_total}: a lane's session broke, and the next one begins. */
    public void restarted(Lane lane) {
        Counter.builder("vestnik.lane.restarts")
                .description("Sessions of a lane that broke")
                .tags(
                        "channel",
                        lane.channel().name(),
                        "class",
                        lane.messageClass().name())
                .register(registry)
                .increment();
    }

    /** {@code vestnik_revocations_known}, and {@code vestnik_revocations_forgotten} for those beyond what fits into memory. */
    public void revocations(IntSupplier known, LongSupplier forgotten) {
        Gauge.builder("vestnik.revocations.known", known, IntSupplier::getAsInt)
                .description("Messages taken back that this sender remembers")
                .strongReference(true)
                .register(registry);
        Gauge.builder("vestnik.revocations.forgotten", forgotten, LongSupplier::getAsLong)
                .description("Messages taken back that no longer fit into memory")
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
                .description(GATEWAYS.get(name))
                .tags("gateway", gateway)
                .strongReference(true)
                .register(registry);
    }

    /** Measures a gateway no more that is not configured any more; its counters stay. */
    public void gone(String gateway) {
        GATEWAYS.keySet().stream()
                .flatMap(name -> registry.find(name).tag("gateway", gateway).gauges().stream())
                .forEach(registry::remove);
    }

    /** {@code vestnik_settings_changes_total}: changed settings were {@code taken} or {@code refused} while messages flow. */
    public void settings(String outcome) {
        Counter.builder("vestnik.settings.changes")
                .description("Changes of settings while messages flow, taken or refused")
                .tags("outcome", outcome)
                .register(registry)
                .increment();
    }

    /** {@code vestnik_settings_revision}: 1 with the revision in force as its tag. */
    public void revision(String revision) {
        registry.find("vestnik.settings.revision").gauges().forEach(registry::remove);
        Gauge.builder("vestnik.settings.revision", () -> 1)
                .description("1 with the revision of the gateways' settings in force as a tag")
                .tags("revision", revision)
                .strongReference(true)
                .register(registry);
    }

    /** {@code vestnik_settings_refused}: 1 while the files hold a change that was refused. */
    public void refused(IntSupplier refused) {
        Gauge.builder("vestnik.settings.refused", refused, IntSupplier::getAsInt)
                .description("1 while the settings' files hold a change that was refused")
                .strongReference(true)
                .register(registry);
    }
}
