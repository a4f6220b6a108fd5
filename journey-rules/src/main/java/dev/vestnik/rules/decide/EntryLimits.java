package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.EntryCount;
import dev.vestnik.rules.customer.KeyedEntry;
import dev.vestnik.rules.customer.Memory;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.FeatureLevel;
import dev.vestnik.rules.journey.Entry;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.reason.DropReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Counts entries into journeys with a re-entry limit: those of the customer, or those of the customer with the same key. Below the feature
 * level at which entries of a key can be stored they all count for the customer, so that nobody enters more often than the journey says.
 */
final class EntryLimits {
    private static final int MOST_KEYED = 500;

    private EntryLimits() {}

    static boolean exhausted(Turn turn, Journey journey, String key) {
        Entry.Reentry reentry = journey.entry().reentry();
        if (reentry == null) {
            return false;
        }
        int entered = isByKey(turn, reentry) ? entriesOf(turn, journey, Ids.hash(key)) : entriesOf(turn, journey);
        return entered >= reentry.max();
    }

    private static boolean isByKey(Turn turn, Entry.Reentry reentry) {
        return reentry.by() == Entry.Reentry.By.KEY && turn.allows(FeatureLevel.MEMORY);
    }

    private static int entriesOf(Turn turn, Journey journey) {
        int entered = 0;
        for (EntryCount count : turn.state().entries()) {
            if (count.journey().equals(journey.id()) && count.until().isAfter(turn.now())) {
                entered++;
            }
        }
        return entered;
    }

    private static int entriesOf(Turn turn, Journey journey, long key) {
        int entered = 0;
        for (KeyedEntry entry : turn.state().memory().entries()) {
            if (entry.key() == key
                    && entry.journey().equals(journey.id())
                    && entry.until().isAfter(turn.now())) {
                entered++;
            }
        }
        return entered;
    }

    static void count(Turn turn, Journey journey, String key) {
        Entry.Reentry reentry = journey.entry().reentry();
        if (reentry == null) {
            return;
        }
        Instant until = turn.now().plus(reentry.per());
        if (isByKey(turn, reentry)) {
            remember(turn, new KeyedEntry(journey.id(), Ids.hash(key), turn.now(), until));
        } else {
            EntryCount count = new EntryCount(journey.id(), turn.now(), until);
            turn.become(turn.state().withEntries(Lists.with(turn.state().entries(), count)));
        }
    }

    /** The one that would be forgotten first makes room. */
    static void remember(Turn turn, KeyedEntry entry) {
        Memory memory = turn.state().memory();
        List<KeyedEntry> entries = new ArrayList<>(Lists.with(memory.entries(), entry));
        if (entries.size() > MOST_KEYED) {
            KeyedEntry first = Collections.min(entries, Comparator.comparing(KeyedEntry::until));
            entries.remove(first);
            turn.record(
                    Outcome.DROPPED,
                    DropReason.ENTRY_NOT_KEPT,
                    null,
                    null,
                    List.of(),
                    Map.of("journey", first.journey().value()));
        }
        turn.become(turn.state().withMemory(memory.withEntries(entries)));
    }
}
