package dev.vestnik.sandbox.outbox;

import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.LedgerRecord.Cleared;
import dev.vestnik.sandbox.ledger.LedgerRecord.Received;
import dev.vestnik.sandbox.ledger.Provider;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads messages out of the ledger, a bounded page at a time. */
final class Outbox {
    private static final int MOST_BYTES = 8 << 20;

    private final Ledger ledger;
    private final OutboxIndex index;
    private final InstantSource clock;
    private final Map<Provider, Display> displays = new EnumMap<>(Provider.class);

    Outbox(Ledger ledger, OutboxIndex index, List<Display> displays, InstantSource clock) {
        this.ledger = ledger;
        this.index = index;
        this.clock = clock;
        displays.forEach(display -> display.providers().forEach(provider -> this.displays.put(provider, display)));
    }

    OutboxPage page(OutboxQuery query) {
        long since = query.latest() ? index.beforeLatest(query.limit(), query.filter()) : query.since();
        return page(query.filter(), since, query.limit());
    }

    OutboxPage page(OutboxFilter filter, long since, int limit) {
        List<OutboxItem> items = new ArrayList<>();
        long last = since;
        long bytes = 0;
        OptionalLong next = index.nextAfter(last, filter);
        while (next.isPresent() && items.size() < limit && bytes < MOST_BYTES) {
            last = next.getAsLong();
            bytes += ledger.readLine(last).length;
            item(last).filter(item -> passes(item, filter)).ifPresent(items::add);
            next = index.nextAfter(last, filter);
        }
        return new OutboxPage(items, next.isPresent() ? Long.toString(last) : null);
    }

    private static boolean passes(OutboxItem item, OutboxFilter filter) {
        String to = filter.to();
        return to == null || to.equals(OutboxFilter.comparable(item.to()));
    }

    /** The message whose last part is at {@code seq}. */
    Optional<OutboxItem> item(long seq) {
        return index.partsOf(seq).map(seqs -> {
            List<Received> parts = Arrays.stream(seqs)
                    .mapToObj(ledger::read)
                    .map(Received.class::cast)
                    .toList();
            Received first = parts.getFirst();
            Display display = displays.get(first.provider());
            if (display == null) {
                throw new IllegalStateException("nothing shows messages of " + first.provider());
            }
            return OutboxItem.of(seq, first, display.show(parts));
        });
    }

    Map<OutboxIndex.Kind, Long> counts() {
        return index.counts();
    }

    void clear() {
        ledger.append(new Cleared(clock.instant()));
    }
}
