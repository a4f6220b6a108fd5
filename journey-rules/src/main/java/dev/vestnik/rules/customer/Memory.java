package dev.vestnik.rules.customer;

import java.util.List;

/**
 * All that journeys remember of a customer beside their instances, from {@link dev.vestnik.rules.definition.FeatureLevel#MEMORY} on;
 * immutable.
 *
 * @param kept events for the waits that follow message steps, in the order in which they came
 * @param exits for entries that come late, the one that is forgotten first at the front
 * @param entries that count by key
 * @param exposures one a journey
 * @param counted messages that frequency caps count, from {@link dev.vestnik.rules.definition.FeatureLevel#LANGUAGE} on
 * @param history of the customer's, as of a later level
 * @param people what is waited for from people, as of that level
 */
public record Memory(
        List<KeptEvent> kept,
        List<PastExit> exits,
        List<KeyedEntry> entries,
        List<Exposure> exposures,
        List<CountedMessage> counted,
        History history,
        People people) {
    public static final Memory NONE = new Memory(List.of(), List.of(), List.of(), List.of());

    public Memory {
        kept = List.copyOf(kept);
        exits = List.copyOf(exits);
        entries = List.copyOf(entries);
        exposures = List.copyOf(exposures);
        counted = List.copyOf(counted);
    }

    /** A memory in which nothing is counted for caps, without a history. */
    public Memory(List<KeptEvent> kept, List<PastExit> exits, List<KeyedEntry> entries, List<Exposure> exposures) {
        this(kept, exits, entries, exposures, List.of(), History.NONE);
    }

    /** A memory in which nothing is waited for from people. */
    public Memory(
            List<KeptEvent> kept,
            List<PastExit> exits,
            List<KeyedEntry> entries,
            List<Exposure> exposures,
            List<CountedMessage> counted,
            History history) {
        this(kept, exits, entries, exposures, counted, history, People.NONE);
    }

    public Memory withKept(List<KeptEvent> other) {
        return new Memory(other, exits, entries, exposures, counted, history, people);
    }

    public Memory withExits(List<PastExit> other) {
        return new Memory(kept, other, entries, exposures, counted, history, people);
    }

    public Memory withEntries(List<KeyedEntry> other) {
        return new Memory(kept, exits, other, exposures, counted, history, people);
    }

    public Memory withExposures(List<Exposure> other) {
        return new Memory(kept, exits, entries, other, counted, history, people);
    }

    public Memory withCounted(List<CountedMessage> other) {
        return new Memory(kept, exits, entries, exposures, other, history, people);
    }

    public Memory withHistory(History other) {
        return new Memory(kept, exits, entries, exposures, counted, other, people);
    }

    public Memory withPeople(People other) {
        return new Memory(kept, exits, entries, exposures, counted, history, other);
    }

    /** Whether nothing is remembered. */
    public boolean isEmpty() {
        return kept.isEmpty()
                && exits.isEmpty()
                && entries.isEmpty()
                && exposures.isEmpty()
                && counted.isEmpty()
                && history.isEmpty()
                && people.isEmpty();
    }
}
