package dev.vestnik.engine.inbound;

import dev.vestnik.engine.reader.CommandForwarding;
import dev.vestnik.schemas.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts inbound messages that come to no address's owner; what has become of the others is counted there. */
final class InboundMetrics {
    private static final Logger log = LoggerFactory.getLogger(InboundMetrics.class);

    private final Counter unknownChannel;
    private final Counter unreadable;
    private final Counter deadLetters;

    InboundMetrics(MeterRegistry registry) {
        unknownChannel = counter(registry, "unknown-channel");
        unreadable = counter(registry, CommandForwarding.UNREADABLE);
        deadLetters = Counter.builder("vestnik.dead.letters")
                .description("Records and wake-ups that were set aside, by topic and reason")
                .tag("topic", Topics.INBOUND.name())
                .tag("reason", CommandForwarding.UNREADABLE)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("vestnik.inbound.messages")
                .description("Messages that people sent, by what has become of them")
                .tag("channel", "other")
                .tag("outcome", outcome)
                .register(registry);
    }

    void unknownChannel() {
        unknownChannel.increment();
    }

    void unreadable(Throwable cause) {
        unreadable.increment();
        deadLetters.increment();
        log.warn("inbound=unreadable cause=\"{}\"", cause.getClass().getSimpleName());
    }
}
