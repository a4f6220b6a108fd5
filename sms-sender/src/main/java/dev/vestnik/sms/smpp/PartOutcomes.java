package dev.vestnik.sms.smpp;

import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.sender.Outcome;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Derives the outcome of a text from those of its parts. */
final class PartOutcomes {
    /** The cause of a doubt: the centre took a part of a text, and answered that it takes another one later. */
    static final String INCOMPLETE = "smpp-incomplete";

    private PartOutcomes() {}

    /**
     * A text of which the centre has some parts is in doubt like one that it may have: phones show what came, and each further try is charged
     * and seen again. A part that is refused for good fails the text, which is not tried again.
     *
     * @param outcomes of the submitted parts, in order; no part was submitted after one that was not taken
     */
    static Outcome whole(List<Outcome> outcomes, int parts) {
        Outcome last = outcomes.getLast();
        if (!isTaken(last) && outcomes.size() == 1) {
            return last;
        }
        return switch (last) {
            case Outcome.Accepted _, Outcome.Unknown _ -> taken(outcomes, parts);
            case Outcome.Rejected rejected -> isForGood(rejected) ? rejected : new Outcome.Unknown(INCOMPLETE);
            case Outcome.Busy busy -> new Outcome.Unknown(busy.concernsOneAddress() ? INCOMPLETE : busy.code());
            case Outcome.NotSent(var cause) -> new Outcome.Unknown(cause);
        };
    }

    /** Whether the centre has the part, or may have it. */
    static boolean isTaken(Outcome outcome) {
        return outcome instanceof Outcome.Accepted || outcome instanceof Outcome.Unknown;
    }

    /** Whether a part that is not taken never will be. */
    static boolean isForGood(Outcome outcome) {
        return outcome instanceof Outcome.Rejected rejected && rejected.kind() == FailureKind.permanent;
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
