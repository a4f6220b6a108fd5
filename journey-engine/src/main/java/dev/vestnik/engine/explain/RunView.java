package dev.vestnik.engine.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.explain.Looked;
import dev.vestnik.rules.explain.Moment;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run of a journey: where it stands, and the way that it took.
 *
 * @param run its id, as decisions have it ({@code instance})
 * @param now where it stands today; absent: it is over
 * @param path the newest moments of its way, decided again, oldest first; empty where its beginning is not in this time
 * @param asRecorded whether the rules went the same way again as decisions record; absent where there is no path
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RunView(
        String run,
        int version,
        @Nullable RunPosition now,
        List<Passage> path,
        @Nullable Boolean asRecorded) {

    /**
     * Where a run stands.
     *
     * @param key of which there is one run at a time; texts for the role support alone
     * @param kind of the step
     * @param does the step, in a few words: {@code up to 2 h for order.placed}
     * @param waits {@code waiting}, {@code sent}, {@code held}, {@code asking}, {@code queued}, {@code stuck}
     * @param until the clock moves it on; absent: it does not
     * @param because why it is held or stuck
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record RunPosition(
            String key,
            Instant enteredAt,
            String step,
            @Nullable String kind,
            @Nullable String does,
            String waits,
            @Nullable Instant until,
            @Nullable String because) {

        /** @param journey in the run's version; null where this engine cannot use it */
        static RunPosition of(Instance run, @Nullable Journey journey, ShownValues shown) {
            StepDrawing step = journey == null || !journey.steps().containsKey(run.step())
                    ? null
                    : journey.step(run.step()).draw();
            Position position = run.position();
            return new RunPosition(
                    shown.of(run.key()),
                    run.enteredAt(),
                    run.step(),
                    step == null ? null : step.kind(),
                    step == null ? null : step.summary(),
                    waits(position),
                    position.due().equals(Position.NEVER) ? null : position.due(),
                    because(position));
        }

        private static String waits(Position position) {
            return switch (position) {
                case Position.Waiting waiting -> "waiting";
                case Position.Sent sent -> "sent";
                case Position.Held held -> "held";
                case Position.Asking asking -> "asking";
                case Position.Queued queued -> "queued";
                case Position.Stuck stuck -> "stuck";
            };
        }

        private static @Nullable String because(Position position) {
            return switch (position) {
                case Position.Held held -> held.reason().label();
                case Position.Stuck stuck ->
                    stuck.failure().reason().label() + ": " + stuck.failure().cause();
                case Position.Waiting waiting -> null;
                case Position.Sent sent -> null;
                case Position.Asking asking -> null;
                case Position.Queued queued -> null;
            };
        }
    }

    /**
     * A moment of its way.
     *
     * @param signal an event's type, {@code wake-up}, or {@code receipt} with what it says
     * @param id of the event or of the receipt's message
     * @param from the step in which it was; absent: it begins here
     * @param to the step in which it is then; absent: it has ended
     * @param conditions that were asked, in their order
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Passage(
            Instant at,
            String signal,
            @Nullable String id,
            @Nullable String from,
            @Nullable String to,
            List<Asked> conditions) {
        static Passage of(Moment moment, ShownValues shown) {
            return new Passage(
                    moment.at(),
                    moment.signal(),
                    moment.id(),
                    moment.from(),
                    moment.to(),
                    moment.conditions().stream()
                            .map(looked -> Asked.of(looked, shown))
                            .toList());
        }
    }

    /**
     * A condition of the journey.
     *
     * @param unknown why it cannot be computed; absent: it can
     * @param values that it read, by their paths; texts for the role support alone
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Asked(String condition, boolean holds, @Nullable String unknown, Map<String, String> values) {
        static Asked of(Looked looked, ShownValues shown) {
            return new Asked(looked.condition(), looked.holds(), looked.problem(), shown.of(looked.values()));
        }
    }
}
