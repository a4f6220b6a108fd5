package dev.vestnik.engine.streams.intake;

import dev.vestnik.engine.streams.store.ParkedIndex;
import dev.vestnik.engine.streams.store.TaskIndex;
import dev.vestnik.engine.streams.wakeup.WakeupIndex;
import dev.vestnik.rules.address.InboundDecided;
import dev.vestnik.rules.channel.Channel;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Effect;
import dev.vestnik.rules.decide.Signal.WakeClass;
import dev.vestnik.rules.product.ProductNews;
import dev.vestnik.rules.verification.CodeOutcome;
import dev.vestnik.rules.verification.Purpose;
import dev.vestnik.schemas.topic.Topic;
import dev.vestnik.service.metrics.KafkaMeters;
import dev.vestnik.service.metrics.TagValues;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** Counts what the processing does. A transaction that is rolled back may have been counted already. */
public final class EngineMetrics {
    private static final Pattern TYPE = Pattern.compile("[a-z][A-Za-z0-9._-]{0,99}");

    /** More types than a shop has; those that it makes up by mistake, or by program, are counted as one. */
    private static final int MOST_UNHEARD = 100;

    /** Each journey has a dozen series. Those of a shop that makes journeys by program are counted as one. */
    private static final int MOST_JOURNEYS = 500;

    /** The objective of the alert on late wake-ups; the histogram has a bucket that ends there. */
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private record Refusal(String journey, String reason) {}

    private record Kind(String journey, Decision.Outcome outcome, String reason) {}

    private record DeadLetterTags(String topic, String reason) {}

    private final MeterRegistry registry;
    private final Map<Kind, Counter> decisions = new ConcurrentHashMap<>();
    private final Map<DeadLetterTags, Counter> deadLetters = new ConcurrentHashMap<>();
    private final Map<Refusal, Counter> refusals = new ConcurrentHashMap<>();
    private final Map<String, Counter> unheard = new ConcurrentHashMap<>();
    private final TagValues types = new TagValues(MOST_UNHEARD);
    private final TagValues journeys = new TagValues(MOST_JOURNEYS);
    private final Map<WakeupIndex, ParkedIndex> indexes = new ConcurrentHashMap<>();
    private final Timer lateness;
    private final Timer backlogWait;
    private final Counter forwarded;
    private final Counter unknown;
    private final Counter threads;
    private final TaskGauges tasks;

    public EngineMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.tasks = new TaskGauges(registry);
        this.lateness = Timer.builder("vestnik.timer.lateness")
                .description(
                        "From when a wake-up was due, and all that was written before had been read, until it was decided")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(10))
                .serviceLevelObjectives(IN_TIME)
                .register(registry);
        this.backlogWait = Timer.builder("vestnik.timer.backlog")
                .description("From when a wake-up was due until all that was written before had been read")
                .register(registry);
        this.forwarded = Counter.builder("vestnik.events.forwarded")
                .description("Records that came without a key or in the wrong partition")
                .register(registry);
        this.unknown = Counter.builder("vestnik.events.unknown")
                .description("Records of a kind that a later version knows")
                .register(registry);
        Gauge.builder("vestnik.timers.pending", this, EngineMetrics::pending)
                .description("Wake-ups that are not due yet")
                .register(registry);
        Gauge.builder("vestnik.instances.stuck", this, EngineMetrics::parked)
                .description("Instances that failed and are parked: see GET /api/stuck")
                .register(registry);
        this.threads = Counter.builder("vestnik.stream.threads.failed")
                .description("Stream threads that ended and were replaced")
                .register(registry);
    }

    void decided(Decision decision) {
        String journey = decision.about() == null ? "" : decision.about().journey();
        Kind kind =
                new Kind(journeys.of(journey), decision.outcome(), Objects.requireNonNullElse(decision.reason(), ""));
        String queue =
                decision.outcome() == Decision.Outcome.TASK ? decision.inputs().get("queue") : null;
        if (queue != null) {
            tasks.seen(queue);
        }
        Counter known = decisions.get(kind);
        (known != null ? known : decisions.computeIfAbsent(kind, this::register)).increment();
    }

    private Counter register(Kind kind) {
        return Counter.builder("vestnik.decisions")
                .description("Decisions about customers, by journey, outcome and reason")
                .tag("journey", kind.journey())
                .tag("outcome", kind.outcome().name())
                .tag("reason", kind.reason())
                .register(registry);
    }

    /** An event has started nothing. */
    void passed(Effect.Passed passed) {
        if (passed.journey() == null) {
            unheard.computeIfAbsent(types.of(named(passed.event())), this::registerUnheard)
                    .increment();
        } else {
            String journey = journeys.of(passed.journey().value());
            Refusal refusal = new Refusal(journey, passed.reason().label());
            Counter known = refusals.get(refusal); // it nearly always is, and costs no lock then
            (known != null ? known : refusals.computeIfAbsent(refusal, this::register)).increment();
        }
    }

    /** The door takes no other names; a producer in Kafka may take anything for one, a phone too. */
    private static String named(String type) {
        return TYPE.matcher(type).matches() ? type : TagValues.OTHER;
    }

    private Counter registerUnheard(String type) {
        return Counter.builder("vestnik.events.unheard")
                .description("Events that no journey and no rule listens to")
                .tag("type", type)
                .register(registry);
    }

    private Counter register(Refusal refusal) {
        return Counter.builder("vestnik.events.passed")
                .description("Events that did not start a journey that listens to them")
                .tag("journey", refusal.journey())
                .tag("reason", refusal.reason())
                .register(registry);
    }

    /** Counts a decision about a person's message. */
    void inbound(Channel channel, InboundDecided.Outcome outcome) {
        Counter.builder("vestnik.inbound.messages")
                .description("Messages that people sent, by what has become of them")
                .tag("channel", channel.label())
                .tag("outcome", outcome.label())
                .register(registry)
                .increment();
    }

    /** Counts a word about a code, by what came of it. */
    void code(Purpose purpose, CodeOutcome outcome) {
        Counter.builder("vestnik.codes")
                .description("Codes that were asked for or said, by what came of it")
                .tag("purpose", purpose.label())
                .tag("outcome", outcome.label())
                .register(registry)
                .increment();
    }

    /** Customers are told news of a product. */
    void newsTold(ProductNews.Kind kind, int customers) {
        news(kind.name().toLowerCase(Locale.ROOT), "told", customers);
    }

    /** Some of those in a bucket are not told news of a product. */
    void newsNotTold(ProductNews.Kind kind) {
        news(kind.name().toLowerCase(Locale.ROOT), "not-told", 1);
    }

    /** Counts an event of a product that came after a later one. */
    void outdatedProduct() {
        Counter.builder("vestnik.product.outdated")
                .description(
                        "Events of shop.products that came after a later one of the same product, and changed nothing")
                .register(registry)
                .increment();
    }

    /** A journey's question for recommendations is answered with so many products. */
    void recommended(String source, int products) {
        Counter.builder("vestnik.recommendations")
                .description("Answers to journeys that asked for recommendations")
                .tag("source", source)
                .tag("outcome", products == 0 ? "nothing" : "found")
                .register(registry)
                .increment();
    }

    private void news(String kind, String outcome, int count) {
        Counter.builder("vestnik.product.news")
                .description("Customers told news of products, and news that the rest of a bucket does not hear")
                .tag("kind", kind)
                .tag("outcome", outcome)
                .register(registry)
                .increment(count);
    }

    /** Shows the pools of a task. */
    OfferMetrics offers() {
        return new OfferMetrics(registry);
    }

    void deadLetter(Topic topic, DeadLetterReason reason) {
        deadLetters
                .computeIfAbsent(
                        new DeadLetterTags(topic.name(), reason.label()),
                        letter -> Counter.builder("vestnik.dead.letters")
                                .description("Records and wake-ups that were set aside, by topic and reason")
                                .tag("topic", letter.topic())
                                .tag("reason", letter.reason())
                                .register(registry))
                .increment();
    }

    /** Signals of customers whose state cannot be read. */
    public double unreadable() {
        return deadLetters.entrySet().stream()
                .filter(letter -> letter.getKey().reason().equals(DeadLetterReason.UNREADABLE_STATE.label()))
                .mapToDouble(letter -> letter.getValue().count())
                .sum();
    }

    public double deadLetters() {
        return deadLetters.values().stream().mapToDouble(Counter::count).sum();
    }

    void forwarded() {
        forwarded.increment();
    }

    void unknown() {
        unknown.increment();
    }

    public void threadFailed() {
        threads.increment();
    }

    /** Shows figures of streams that get this configuration, and of their clients. */
    public void watch(Map<String, Object> config) {
        KafkaMeters.in(config, registry);
    }

    /** Shows how much the stores of this instance have on the disk; looks when it is asked. */
    public void watch(StateFiles files) {
        Gauge.builder("vestnik.state", files, StateFiles::bytes)
                .description("What the stores of customers' states have on the disk")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    /** @param stalled counts the tasks that get nothing done */
    public void watch(ToDoubleFunction<EngineMetrics> stalled) {
        Gauge.builder("vestnik.tasks.stalled", this, stalled)
                .description("Tasks that have something to do and get nothing done")
                .register(registry);
    }

    /**
     * A wake-up has been decided. Times are in milliseconds.
     *
     * @param sinceDue from when it was due until now
     * @param held the part of it in which it had to wait for the backlog
     */
    void late(long sinceDue, long held) {
        backlogWait.record(held, TimeUnit.MILLISECONDS);
        lateness.record(Math.max(0, sinceDue - held), TimeUnit.MILLISECONDS);
    }

    /** The indexes of a task that has begun to work. */
    void opened(WakeupIndex wakeUps, ParkedIndex parked) {
        indexes.put(wakeUps, parked);
    }

    /** The tasks for people of a task that has begun to work. */
    void opened(WakeupIndex wakeUps, TaskIndex people) {
        tasks.opened(wakeUps, people);
    }

    public long parked() {
        return indexes.values().stream().mapToLong(ParkedIndex::instances).sum();
    }

    void closed(WakeupIndex index) {
        indexes.remove(index);
        tasks.closed(index);
    }

    public long pending(WakeClass wakeClass) {
        return indexes.keySet().stream()
                .mapToLong(index -> index.pending(wakeClass))
                .sum();
    }

    private double pending() {
        return (double) pending(WakeClass.SERVICE) + pending(WakeClass.MARKETING);
    }
}
