package dev.vestnik.rules.definition;

import dev.vestnik.rules.definition.Definitions.InFlight;
import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.journey.Journey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The published versions of a journey.
 *
 * @param versions those that are at hand, by number: the newest one, where it can be used
 * @param older the others
 * @param current the newest one
 * @param inFlight what was said of older instances when a version was published, by that version
 * @param places the steps to which its publication moved those in steps of another id, by version and that id; versions that moved nobody so
 *     may be absent
 * @param since when the newest version was published, or taken up again after the journey had been archived
 */
public record Published(
        Status status,
        int current,
        Map<Integer, Journey> versions,
        OlderVersions older,
        Map<Integer, InFlight> inFlight,
        Map<Integer, Map<String, String>> places,
        Pauses pauses,
        Instant since) {
    /** The superseded versions of a journey, each made when it is asked for first. */
    @FunctionalInterface
    public interface OlderVersions {
        /** Null where it cannot be used now, or where there is none. */
        @Nullable
        Journey version(int number);

        /** Whether one that cannot be used now may be usable later by itself: it has not been compiled yet. */
        default boolean isComing(int number) {
            return false;
        }
    }

    public Published {
        versions = Map.copyOf(versions);
        inFlight = Map.copyOf(inFlight);
        places = Map.copyOf(places);
    }

    /** A journey with every version at hand that was never paused until a time, and whose steps kept their ids. */
    public Published(Status status, int current, Map<Integer, Journey> versions, Map<Integer, InFlight> inFlight) {
        this(status, current, versions, number -> null, inFlight, Map.of(), Pauses.NONE);
    }

    /** A journey that was published long ago. */
    public Published(
            Status status,
            int current,
            Map<Integer, Journey> versions,
            OlderVersions older,
            Map<Integer, InFlight> inFlight,
            Map<Integer, Map<String, String>> places,
            Pauses pauses) {
        this(status, current, versions, older, inFlight, places, pauses, Instant.EPOCH);
    }

    /** A version; null where it cannot be used now, or where there is none. */
    public @Nullable Journey version(int number) {
        Journey known = versions.get(number);
        return known != null || number == current ? known : older.version(number);
    }

    /** Whether this version cannot be used now and may be later, by itself: it takes long to compile. */
    public boolean isComing(int number) {
        return version(number) == null && number != current && older.isComing(number);
    }

    /** Whether nothing leaves it now. A pause until a time is over then, though the log may say so a moment later. */
    public boolean pausedAt(Instant now) {
        Instant resumeAt = pauses.resumeAt();
        return status == Status.PAUSED && (resumeAt == null || now.isBefore(resumeAt));
    }

    /** The id that a step of {@code version} has in the current one, as the publications after it say; its own where they say nothing. */
    public String placeOf(int version, String step) {
        String place = step;
        for (int later = version + 1; later <= current; later++) {
            place = places.getOrDefault(later, Map.of()).getOrDefault(place, place);
        }
        return place;
    }

    /** The newest version whose publication said that older instances are to be moved or ended, where that can be done now; 0 for none. */
    public int moves() {
        return inFlight.entrySet().stream()
                .filter(said -> said.getValue() == InFlight.EXIT
                        || said.getValue() == InFlight.MIGRATE && versions.containsKey(current))
                .mapToInt(Map.Entry::getKey)
                .max()
                .orElse(0);
    }

    /** The fate of instances of {@code version} through all publications after it: the strictest word wins. */
    public InFlight fateOf(int version) {
        InFlight fate = InFlight.KEEP;
        for (int later = version + 1; later <= current; later++) {
            InFlight said = inFlight.getOrDefault(later, InFlight.KEEP);
            fate = said.compareTo(fate) > 0 ? said : fate;
        }
        return fate;
    }
}
