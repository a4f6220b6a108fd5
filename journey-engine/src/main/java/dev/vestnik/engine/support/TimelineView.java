package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.streams.store.TimelineEntry;
import dev.vestnik.engine.streams.trace.Passed;
import dev.vestnik.rules.decide.Decision;
import dev.vestnik.rules.decide.Decision.About;
import dev.vestnik.rules.decide.Decision.MessageFacts;
import dev.vestnik.rules.decide.Decision.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decisions about a customer, newest first.
 *
 * @param next cursor of the following page; null at the end
 * @param passed with the first page: events that started nothing lately, as far as this instance's memory goes
 */
public record TimelineView(List<Entry> items, @Nullable String next, List<Passed> passed) {

    /** A decision with everything that decided. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Entry(
            int sequence,
            Instant at,
            Instant nominalAt,
            String outcome,
            @Nullable String reason,
            @Nullable String journey,
            @Nullable Integer version,
            @Nullable String instance,
            @Nullable String step,
            @Nullable String messageId,
            @Nullable Integer attempt,
            @Nullable String channel,
            @Nullable String messageClass,
            @Nullable String template,
            List<Verdict> gates,
            Map<String, String> inputs,
            String cause,
            @Nullable String causeId,
            long revision) {}

    /** The entries before this cursor. */
    static TimelineView page(
            List<TimelineEntry> newestFirst, List<Passed> passed, @Nullable Integer before, int limit) {
        List<TimelineEntry> rest = newestFirst.stream()
                .filter(entry -> before == null || entry.sequence() < before)
                .toList();
        List<Entry> items = rest.stream().limit(limit).map(TimelineView::entry).toList();
        return new TimelineView(
                items,
                rest.size() > limit ? String.valueOf(items.getLast().sequence()) : null,
                before == null ? passed : List.of());
    }

    public static Entry entry(TimelineEntry entry) {
        Decision decision = entry.decision();
        About about = decision.about();
        MessageFacts message = decision.message();
        return new Entry(
                entry.sequence(),
                decision.now(),
                decision.nominalAt(),
                label(decision.outcome()),
                decision.reason(),
                about == null ? null : about.journey(),
                about == null ? null : about.version(),
                about == null ? null : about.instance().toString(),
                about == null ? null : about.step(),
                message == null || message.id() == null ? null : message.id().toString(),
                message == null ? null : message.attempt(),
                message == null ? null : message.channel().label(),
                message == null ? null : label(message.messageClass()),
                message == null ? null : message.template(),
                decision.gates(),
                decision.inputs(),
                decision.cause(),
                decision.causeId(),
                decision.revision());
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
