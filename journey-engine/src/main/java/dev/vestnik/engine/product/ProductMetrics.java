package dev.vestnik.engine.product;

import dev.vestnik.engine.reader.CommandForwarding;
import dev.vestnik.schemas.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what shops say of products. */
final class ProductMetrics {
    private static final Logger log = LoggerFactory.getLogger(ProductMetrics.class);

    private final Counter told;
    private final Counter unknown;
    private final Counter deleted;
    private final Counter unreadable;
    private final Counter deadLetters;

    ProductMetrics(MeterRegistry registry) {
        told = counter(registry, "told");
        unknown = counter(registry, "unknown");
        deleted = counter(registry, "deleted");
        unreadable = counter(registry, CommandForwarding.UNREADABLE);
        deadLetters = Counter.builder("vestnik.dead.letters")
                .description("Records and wake-ups that were set aside, by topic and reason")
                .tag("topic", Topics.SHOP_PRODUCTS.name())
                .tag("reason", CommandForwarding.UNREADABLE)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String outcome) {
        return Counter.builder("vestnik.product.events")
                .description("Events of shop.products, by what has become of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    void told() {
        told.increment();
    }

    void unknown() {
        unknown.increment();
    }

    void deleted() {
        deleted.increment();
    }

    void unreadable(Throwable cause) {
        unreadable.increment();
        deadLetters.increment();
        log.warn("product=unreadable cause=\"{}\"", cause.getClass().getSimpleName());
    }
}
