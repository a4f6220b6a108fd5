package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.journey.StepKind;
import dev.vestnik.rules.journey.StepOutline;
import dev.vestnik.rules.journey.StepReading;
import dev.vestnik.rules.settings.ShopSettings;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Waits for a time. */
public record Delay(String id, Until until, @Nullable String next) implements PlainWait {
    static final StepKind<Delay> KIND = new StepKind<>("delay", """
            {
              "description": "Waits for a time",
              "properties": {
                "for": {
                  "anyOf": [{"$ref": "#/$defs/duration"}, {"$ref": "#/$defs/expression"}],
                  "description": "A duration, or an expression that gives one"
                },
                "until": {"$ref": "#/$defs/expression", "description": "An instant, such as context.window.from"},
                "offset": {
                  "anyOf": [
                    {"type": "string", "pattern": "^-?P(\\\\d{1,3}W|(\\\\d+D)?(T(\\\\d+H)?(\\\\d+M)?(\\\\d+(\\\\.\\\\d+)?S)?)?)$"},
                    {"$ref": "#/$defs/expression"}
                  ],
                  "description": "So much after until, before it with a minus: a duration, or an expression that gives one"
                },
                "workingDays": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 250,
                  "description": "So many working days later, at the same time of day or at at"
                },
                "at": {
                  "type": "string",
                  "pattern": "^(([01]\\\\d|2[0-3]):[0-5]\\\\d(:[0-5]\\\\d)?|best)$",
                  "description": "The next such time in the customer's zone; best: the hour at which the customer reads"
                },
                "weekday": {
                  "enum": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "workday"]
                },
                "next": {"$ref": "#/$defs/next"}
              },
              "oneOf": [
                {"required": ["for"]},
                {"required": ["until"]},
                {"required": ["workingDays"]},
                {"required": ["at"], "not": {"required": ["workingDays"]}}
              ],
              "dependentRequired": {"weekday": ["at"], "offset": ["until"]}
            }
            """, Delay::outline, Delay::read);

    /** One whose end is computed may find that it has passed, and does not wait then. */
    private static StepOutline outline(Place step) {
        boolean computed = step.at("until").present()
                || step.at("for").present() && !UntilReader.isPlain(step.at("for"))
                || UntilReader.isBest(step.at("at"));
        return new StepOutline(!computed).leadsTo(step.at("next"));
    }

    private static @Nullable Delay read(StepReading reading) {
        Until until = new UntilReader(reading).read();
        String next = reading.at("next").text();
        return until == null ? null : new Delay(reading.id(), until, next);
    }

    @Override
    public List<String> templates() {
        return List.of();
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Awaited awaited() {
        return Awaited.NOTHING;
    }

    @Override
    public boolean mayShow() {
        return false;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Position here = new Position.Waiting(nominalAt, over(turn, instance, nominalAt, nominalAt));
        turn.put(instance.at(id, instance.iteration() + 1, here));
        KeptEvents.forget(turn, instance.id());
        return null;
    }

    /** @param otherwise where it cannot be computed, which a decision says */
    private Instant over(Turn turn, Instance instance, Instant since, Instant otherwise) {
        return switch (until) {
            case Until.For(var duration) -> since.plus(duration);
            case Until.Lasting(var expression) -> lasting(turn, instance, expression, since, otherwise);
            case Until.At(var expression, var offset) -> instant(turn, instance, expression, offset, otherwise);
            case Until.Local(var time, var weekday) -> local(turn).next(since, time, weekday);
            case Until.OnWorkingDay(var time) ->
                working(turn, instance, local(turn).nextWorking(since, time), otherwise);
            case Until.Best(var weekday) -> best(turn, since, weekday);
            case Until.WorkingDays(var days, var time) ->
                working(turn, instance, local(turn).afterWorking(since, days, time), otherwise);
        };
    }

    private static Instant best(Turn turn, Instant since, @Nullable DayOfWeek weekday) {
        LocalTime hour = Habits.bestHour(turn);
        ZonedDateTime there = since.atZone(
                turn.state().profile().zone(turn.definitions().shop().zone()));
        boolean now = there.getHour() == hour.getHour() && (weekday == null || weekday == there.getDayOfWeek());
        return now ? since : local(turn).next(since, hour, weekday);
    }

    private static LocalTimes local(Turn turn) {
        ShopSettings settings = turn.definitions().shop();
        Profile profile = turn.state().profile();
        return new LocalTimes(profile.zone(settings.zone()), settings.calendar(profile.country()));
    }

    private Instant working(Turn turn, Instance instance, @Nullable Instant there, Instant otherwise) {
        if (there == null) {
            Unknowns.say(
                    turn,
                    Turn.about(instance, id),
                    until.inWords(),
                    "the calendar has too few working days in two years");
            return otherwise;
        }
        return there;
    }

    private Instant lasting(Turn turn, Instance instance, Expression expression, Instant since, Instant otherwise) {
        Duration duration = duration(turn, instance, expression);
        if (duration == null) {
            return otherwise;
        }
        return duration.isNegative() ? since : since.plus(duration);
    }

    private Instant instant(
            Turn turn, Instance instance, Expression expression, Until.@Nullable Offset offset, Instant otherwise) {
        Evaluation result = turn.evaluate(expression, turn.facts(instance));
        if (!(result instanceof Evaluation.Value(Instant at))) {
            unknown(turn, instance, expression, result, "it gives no instant");
            return otherwise;
        }
        Duration later = switch (offset) {
            case null -> Duration.ZERO;
            case Until.Offset.Fixed(var duration) -> duration;
            case Until.Offset.Computed(var duration) -> duration(turn, instance, duration);
        };
        return later == null ? otherwise : at.plus(later);
    }

    /** Null where it cannot be computed, which a decision says. */
    private @Nullable Duration duration(Turn turn, Instance instance, Expression expression) {
        return new Length.Computed(expression).known(turn, instance, id);
    }

    private void unknown(Turn turn, Instance instance, Expression expression, Evaluation result, String otherwise) {
        String cause = result instanceof Evaluation.Failed(var problem) ? problem : otherwise;
        Unknowns.say(turn, Turn.about(instance, id), expression, cause);
    }

    @Override
    public void wake(Turn turn, Instance instance, Journey journey) {
        turn.runner().arrive(turn, instance, journey, next, instance.position().due());
    }

    @Override
    public boolean answer(Turn turn, Instance instance, Journey journey, Answer answer) {
        return Answer.NOT_AWAITED;
    }

    @Override
    public boolean awaits(Turn turn, Instance instance, Event event) {
        return false;
    }

    /** Computes the time as for an instance that came here at the same time with today's context; where that cannot be computed, the set time stays. */
    @Override
    public Position recomputed(Turn turn, Instance instance) {
        return instance.position() instanceof Position.Waiting waiting && until.hangsOnContext()
                ? recomputed(turn, instance, waiting)
                : instance.position();
    }

    private Position recomputed(Turn turn, Instance instance, Position.Waiting waiting) {
        Instant over = over(turn, instance, waiting.since(), waiting.due());
        return new Position.Waiting(waiting.since(), Migrations.notPast(turn, over, waiting.due()));
    }

    /**
     * The delay lasts as long as for one that came here at the same time; where that cannot be computed, the set time stays.
     */
    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        return position instanceof Position.Waiting waiting && before instanceof Delay older && !until.says(older.until)
                ? new Migration.To(recomputed(turn, instance, waiting))
                : new Migration.To(position);
    }

    @Override
    public boolean actsOutside() {
        return false;
    }

    @Override
    public StepDrawing draw() {
        return new StepDrawing(KIND.type(), until.inWords(), List.of(new Arrow("then", next)));
    }
}
