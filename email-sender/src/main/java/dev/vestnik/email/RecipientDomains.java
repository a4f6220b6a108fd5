package dev.vestnik.email;

import dev.vestnik.sender.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps a domain of recipients that has enough of us from stopping the e-mails to all others. */
final class RecipientDomains {
    /** The domains that are remembered. Above it, the domain is forgotten whose hold ends first, and may throttle us once more. */
    private static final int MOST = 1_000;

    private final Map<String, DomainLimits> configured = new HashMap<>();
    private final Map<String, RecipientDomain> known = new HashMap<>();
    private final int connections;
    private int instances = 1;

    /** @param connections the gateway's */
    RecipientDomains(List<DomainLimits> limits, int connections) {
        limits.forEach(limit -> configured.put(limit.name(), limit));
        this.connections = connections;
    }

    /** The reason to wait; null when an e-mail may go to that domain, which then must come back with {@link #left}. */
    synchronized Outcome.@Nullable Busy enter(String domain, Instant now) {
        RecipientDomain entered = known.get(domain);
        if (entered == null) {
            makeRoom();
            entered = new RecipientDomain(limits(domain), connections);
            known.put(domain, entered);
        }
        return entered.enter(now);
    }

    private DomainLimits.Part limits(String domain) {
        return configured.getOrDefault(domain, new DomainLimits(domain, 0, 0)).among(instances);
    }

    /** Takes the part of one of so many instances in the limits of each domain. */
    synchronized void share(int among) {
        instances = among;
        known.forEach((domain, one) -> one.limit(limits(domain)));
    }

    private void makeRoom() {
        if (known.size() >= MOST) {
            known.entrySet().stream()
                    .filter(entry -> !entry.getValue().inUse())
                    .min(Comparator.comparing(entry -> entry.getValue().heldUntil()))
                    .map(Map.Entry::getKey)
                    .ifPresent(known::remove);
        }
    }

    /** Takes note of the outcome of an e-mail that had entered. */
    synchronized Outcome left(String domain, Outcome outcome, Instant now) {
        RecipientDomain left = known.get(domain);
        if (left == null) {
            return outcome;
        }
        Outcome noted = left.left(outcome, now);
        if (left.unremarkable(now)) {
            known.remove(domain);
        }
        return noted;
    }

    synchronized int size() {
        return known.size();
    }
}
