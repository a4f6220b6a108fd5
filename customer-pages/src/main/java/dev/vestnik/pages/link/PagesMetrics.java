package dev.vestnik.pages.link;

import dev.vestnik.schemas.topic.ChannelName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** The metrics of the pages. */
public final class PagesMetrics {
    private final MeterRegistry registry;

    public PagesMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Refusal reason : Refusal.values()) {
            refusals(reason);
        }
    }

    /** The fate of a click or an opening. */
    public enum Seen {
        /** Kafka has the receipt. */
        RECORDED,
        /** The same message was clicked or opened before. */
        REPEATED,
        /** A scanner or a preview did it. */
        MACHINE,
        /** Kafka does not take it, or too many wait. */
        LOST
    }

    /** Why a link leads nowhere. */
    public enum Refusal {
        UNKNOWN,
        EXPIRED,
        TOO_MANY
    }

    public void click(ChannelName channel, Seen seen) {
        Counter.builder("vestnik.pages.clicks")
                .description("Links of messages that were followed")
                .tag("channel", channel.name())
                .tag("outcome", label(seen))
                .register(registry)
                .increment();
    }

    public void opening(ChannelName channel, Seen seen) {
        Counter.builder("vestnik.pages.openings")
                .description("Pictures of messages that were fetched")
                .tag("channel", channel.name())
                .tag("outcome", label(seen))
                .register(registry)
                .increment();
    }

    /** @param page {@code unsubscribe}, {@code preferences}, {@code subscribe} or {@code confirm} */
    public void choice(String page, boolean recorded) {
        Counter.builder("vestnik.pages.choices")
                .description("Pages that were sent off by people")
                .tag("page", page)
                .tag("outcome", recorded ? "recorded" : "failed")
                .register(registry)
                .increment();
    }

    public void refused(Refusal reason) {
        refusals(reason).increment();
    }

    private Counter refusals(Refusal reason) {
        return Counter.builder("vestnik.pages.refused")
                .description("Calls with a link that leads nowhere, or one call too many")
                .tag("reason", label(reason))
                .register(registry);
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
