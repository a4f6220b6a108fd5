package dev.vestnik.rules.model;

import dev.vestnik.rules.model.RandomHistory.Meanwhile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The pauses of the model's journeys: at most one of each. */
final class ModelPauses {
    private final Map<String, Pause> pauses = new HashMap<>();
    private final UnaryOperator<Instant> nextLook;

    /** @param to null: it is not over */
    record Pause(Instant from, @Nullable Instant to, Meanwhile meanwhile) {
        /** As if the time of the pause had not been. */
        Instant shifted(Instant time) {
            Instant end = Objects.requireNonNull(to);
            if (!time.isBefore(end)) {
                return time;
            }
            return time.isBefore(from) ? time.plus(Duration.between(from, end)) : end;
        }
    }

    /** @param nextLook when those who wait for a paused journey are looked at again: when that is, is a draw */
    ModelPauses(UnaryOperator<Instant> nextLook) {
        this.nextLook = nextLook;
    }

    void paused(String journey, Instant at) {
        pauses.put(journey, new Pause(at, null, Meanwhile.SKIP_EXPIRED));
    }

    void resumed(String journey, Instant at, Meanwhile meanwhile) {
        pauses.computeIfPresent(journey, (id, pause) -> new Pause(pause.from(), at, meanwhile));
    }

    boolean isPaused(String journey) {
        Pause pause = pauses.get(journey);
        return pause != null && pause.to() == null;
    }

    Instant nextLook(Instant after) {
        return nextLook.apply(after);
    }

    /** When the clock comes to a run: when it is due, and where that was in a pause, when it is looked at again; null: never. */
    @Nullable
    Instant look(ModelRun run) {
        Instant looked = run.lookedAt;
        return run.due == null || looked == null || run.due.isAfter(looked) ? run.due : nextLook(looked);
    }

    /** The pause in which the run came due; null: none. */
    @Nullable
    Pause cameDueIn(ModelRun run) {
        Pause pause = pauses.get(run.journey);
        Instant to = pause == null ? null : pause.to();
        boolean held = run.isHeldBy("paused");
        return to != null && (Objects.requireNonNull(run.due).isBefore(to) || held && run.stepAt.isBefore(to))
                ? pause
                : null;
    }
}
