package dev.vestnik.engine.support;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.engine.streams.store.TimelineEntry;
import dev.vestnik.rules.customer.CustomerKey;
import dev.vestnik.rules.decide.Decision.Outcome;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message: why it was sent or not, and what became of it.
 *
 * @param status the newest word about it: {@code sent}, {@code receipt}'s reason, {@code revoked}, ...
 * @param decisions about it, oldest first
 * @param receipts of it, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageView(
        String messageId,
        String shop,
        String customerId,
        @Nullable String journey,
        @Nullable Integer version,
        @Nullable String step,
        @Nullable String channel,
        @Nullable String template,
        String status,
        List<TimelineView.Entry> decisions,
        List<TimelineView.Entry> receipts) {

    /** Empty where the customer's timeline has nothing of it (any more). */
    static Optional<MessageView> of(UUID message, CustomerKey customer, List<TimelineEntry> newestFirst) {
        List<TimelineEntry> about = newestFirst.reversed().stream()
                .filter(entry -> entry.decision().message() != null
                        && message.equals(
                                Objects.requireNonNull(entry.decision().message())
                                        .id()))
                .toList();
        return about.isEmpty() ? Optional.empty() : Optional.of(view(message, customer, about));
    }

    private static MessageView view(UUID message, CustomerKey customer, List<TimelineEntry> about) {
        TimelineView.Entry first = TimelineView.entry(about.getFirst());
        TimelineView.Entry last = TimelineView.entry(about.getLast());
        return new MessageView(
                message.toString(),
                customer.shop(),
                customer.customerId(),
                first.journey(),
                first.version(),
                first.step(),
                first.channel(),
                first.template(),
                about.getLast().decision().outcome() == Outcome.RECEIPT && last.reason() != null
                        ? last.reason()
                        : last.outcome(),
                entries(about, false),
                entries(about, true));
    }

    private static List<TimelineView.Entry> entries(List<TimelineEntry> about, boolean receipts) {
        return about.stream()
                .filter(entry -> (entry.decision().outcome() == Outcome.RECEIPT) == receipts)
                .map(TimelineView::entry)
                .toList();
    }
}
