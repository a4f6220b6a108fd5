package dev.vestnik.rules.gate;

import dev.vestnik.rules.definition.Definitions.Status;
import dev.vestnik.rules.definition.Published;
import dev.vestnik.rules.reason.OnHold;
import dev.vestnik.rules.reason.SkipReason;
import java.util.Map;

/** Lets no message out of a journey that is paused or archived, whatever brought the instance here. */
final class ExitGate implements Gate {
    @Override
    public String name() {
        return "exit";
    }

    @Override
    public Ruling check(Draft draft, Situation situation) {
        Candidate candidate = draft.candidate();
        Published published =
                situation.definitions().journey(candidate.journey().id());
        if (published != null && published.pausedAt(situation.now())) {
            return new Ruling.Hold(situation.again(candidate.instance()), OnHold.PAUSED, Map.of());
        }
        return published != null && published.status() == Status.ARCHIVED
                ? Ruling.no(SkipReason.ARCHIVED)
                : Ruling.PASS;
    }
}
