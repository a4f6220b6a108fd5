package dev.vestnik.pages.message;

import dev.vestnik.service.link.LinkedMessage;
import dev.vestnik.service.link.PublicLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps a click for a moment, to see whether a scanner goes through the links of a message: nobody follows two of them within a second, nor one
 * within seconds of the message's leaving. A bounded number of them; a click that finds no room counts at once.
 */
final class PendingClicks {
    static final int MOST = 50_000;
    static final Duration MOMENT = Duration.ofSeconds(1);
    static final Duration AFTER_SENDING = Duration.ofSeconds(2);

    /** The clicks on a message's links within a moment. */
    private static final class Pending {
        private final PublicLink.Click first;
        private final Instant at;
        private boolean scanned;

        Pending(PublicLink.Click first, Instant at) {
            this.first = first;
            this.at = at;
            this.scanned = at.isBefore(first.sent().at().plus(AFTER_SENDING));
        }

        void and(PublicLink.Click other) {
            scanned |= !other.target().equals(first.target());
        }
    }

    /** A click whose moment is over. */
    record Judged(LinkedMessage sent, Instant at, boolean scanned) {}

    private final Map<UUID, Pending> pending = new LinkedHashMap<>();

    /** Keeps a click; false where there is no room. */
    synchronized boolean keep(PublicLink.Click click, Instant now) {
        Pending known = pending.get(click.sent().message());
        if (known != null) {
            known.and(click);
            return true;
        }
        if (pending.size() >= MOST) {
            return false;
        }
        pending.put(click.sent().message(), new Pending(click, now));
        return true;
    }

    /** Takes out those whose moment is over; they were put in in the order of their times. */
    synchronized List<Judged> over(Instant now) {
        List<Judged> over = new ArrayList<>();
        Iterator<Pending> all = pending.values().iterator();
        while (all.hasNext()) {
            Pending next = all.next();
            if (next.at.plus(MOMENT).isAfter(now)) {
                return over;
            }
            all.remove();
            over.add(new Judged(next.first.sent(), next.at, next.scanned));
        }
        return over;
    }
}
