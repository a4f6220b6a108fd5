package dev.vestnik.sms.smpp;

import dev.vestnik.sender.Outcome;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Derives the outcome of a text from those of its parts. */
final class PartOutcomes {
    private PartOutcomes() {}

    /** @param outcomes of the submitted parts, in order; no part was submitted after one that was not taken */
    static Outcome whole(List<Outcome> outcomes, int parts) {
        Outcome last = outcomes.getLast();
        return switch (last) {
            case Outcome.Accepted _, Outcome.Unknown _ -> taken(outcomes, parts);
            case Outcome.Rejected rejected -> rejected;
            case Outcome.Busy _, Outcome.NotSent _ ->
                outcomes.size() == 1 ? last : Outcome.temporary("smpp-incomplete");
        };
    }

    private static Outcome taken(List<Outcome> outcomes, int parts) {
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Unknown unknown) {
                return unknown;
            }
        }
        List<String> ids = outcomes.stream()
                .filter(Outcome.Accepted.class::isInstance)
                .flatMap(accepted -> ((Outcome.Accepted) accepted).providerIds().stream())
                .toList();
        return new Outcome.Accepted(ids, parts, List.of(), null);
    }

    /** The first ids of the taken parts, by the part's number from 0. */
    static SortedMap<Integer, String> ids(List<Outcome> outcomes) {
        SortedMap<Integer, String> ids = new TreeMap<>();
        for (int part = 0; part < outcomes.size(); part++) {
            if (outcomes.get(part) instanceof Outcome.Accepted(var given, var _, var _, var _) && !given.isEmpty()) {
                ids.put(part, given.getFirst());
            }
        }
        return ids;
    }

    static SortedMap<Integer, String> numbered(List<String> ids) {
        SortedMap<Integer, String> numbered = new TreeMap<>();
        ids.forEach(id -> numbered.put(numbered.size(), id));
        return numbered;
    }
}
