package dev.vestnik.rules.decide;

import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.definition.BrokenDefinitions.BrokenVersion;
import dev.vestnik.rules.reason.NoEntryReason;
import dev.vestnik.rules.schedule.Anniversary;
import dev.vestnik.rules.schedule.Recurrence;
import dev.vestnik.rules.schedule.Silence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tells of journeys by the calendar that this engine cannot use, where a moment has come and no journey has it. */
final class BrokenCalendars {
    private static final Duration A_DAY = Duration.ofDays(1);

    private BrokenCalendars() {}

    /** Says so once a day; true where there are any. */
    static boolean say(Turn turn) {
        boolean any = false;
        for (String type : List.of(Anniversary.EVENT, Recurrence.EVENT, Silence.EVENT)) {
            for (BrokenVersion version :
                    turn.definitions().brokenStartedBy(type, turn.customer().shop())) {
                any = true;
                if (SaidOnce.isNew(turn, "not-entered\0journey-broken\0" + version.journey(), A_DAY)) {
                    say(turn, version);
                }
            }
        }
        return any;
    }

    private static void say(Turn turn, BrokenVersion version) {
        UUID run = Ids.instance(turn.customer(), version.journey(), CalendarOutlook.SOURCE, "");
        turn.record(
                Outcome.NOT_ENTERED,
                NoEntryReason.JOURNEY_BROKEN,
                new Decision.About(version.journey().value(), version.version(), run, null),
                null,
                List.of(),
                Map.of("cause", version.reason()));
    }
}
