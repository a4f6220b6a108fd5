package dev.vestnik.pages.choice;

import dev.vestnik.pages.link.PagesMetrics;
import dev.vestnik.pages.record.PageRecords;
import dev.vestnik.schemas.CustomerKey;
import dev.vestnik.schemas.shop.ConsentChanged;
import dev.vestnik.schemas.shop.ConsentChannel;
import dev.vestnik.schemas.topic.ChannelName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Records what people choose; whoever waits for it knows then that it is in Kafka. */
public final class Choices {
    private static final Logger log = LoggerFactory.getLogger(Choices.class);
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final PageRecords records;
    private final PagesMetrics metrics;
    private final InstantSource clock;
    private final Scheduler threads;

    public Choices(PageRecords records, PagesMetrics metrics, InstantSource clock, Scheduler threads) {
        this.records = records;
        this.metrics = metrics;
        this.clock = clock;
        this.threads = threads;
    }

    /** A yes or a no as an event. */
    public static ConsentChanged consent(
            @Nullable ChannelName channel, @Nullable String topic, boolean granted, Said said) {
        return new ConsentChanged(of(channel), topic, granted, said.source(), said.evidence(), null);
    }

    /** The source of a choice, and its proof. */
    public record Said(String source, String evidence) {}

    /** A channel that consents cannot name is stopped with all others. */
    private static ConsentChannel of(@Nullable ChannelName channel) {
        return Arrays.stream(ConsentChannel.values())
                .filter(known -> channel != null && known.name().equals(channel.name()))
                .findFirst()
                .orElse(ConsentChannel.any);
    }

    /** Writes one event after the other; true once all are in Kafka, false when one is not, which does not mean that none is. */
    public Mono<Boolean> record(String page, CustomerKey customer, SpecificRecord... events) {
        return Mono.fromCallable(() -> {
                    for (SpecificRecord event : events) {
                        records.event(customer, clock.instant(), event).get();
                    }
                    return true;
                })
                .subscribeOn(threads)
                .timeout(PATIENCE)
                .onErrorResume(e -> {
                    log.warn("page={} choice=not-recorded cause=\"{}\"", page, e.toString());
                    return Mono.just(false);
                })
                .doOnNext(recorded -> metrics.choice(page, recorded));
    }
}
