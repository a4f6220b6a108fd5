package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.journey.StepKind;
import dev.vestnik.rules.journey.StepOutline;
import dev.vestnik.rules.journey.StepReading;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Waits for a time. */
public record Delay(String id, Until until, @Nullable String next) implements StepRules {
    static final StepKind<Delay> KIND = new StepKind<>("delay", """
            {
              "description": "Waits for a time",
              "properties": {
                "for": {"$ref": "#/$defs/duration"},
                "until": {"$ref": "#/$defs/expression", "description": "An instant, such as context.window.from"},
                "at": {
                  "type": "string",
                  "pattern": "^([01]\\\\d|2[0-3]):[0-5]\\\\d(:[0-5]\\\\d)?$",
                  "description": "The next such time in the customer's zone"
                },
                "weekday": {"enum": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]},
                "next": {"$ref": "#/$defs/next"}
              },
              "oneOf": [{"required": ["for"]}, {"required": ["until"]}, {"required": ["at"]}],
              "dependentRequired": {"weekday": ["at"]}
            }
            """, Delay::outline, Delay::read);

    /** The end of a delay. */
    public sealed interface Until {
        /** A duration from the step's nominal time. */
        record For(Duration duration) implements Until {}

        /** An instant that an expression gives; one in the past does not wait. */
        record At(Expression instant) implements Until {}

        /** The next such local time in the customer's zone; {@code weekday} null: any day. */
        record Local(LocalTime time, @Nullable DayOfWeek weekday) implements Until {}
    }

    /** One until an instant may find that it has passed, and does not wait then. */
    private static StepOutline outline(Place step) {
        return new StepOutline(!step.at("until").present()).leadsTo(step.at("next"));
    }

    private static @Nullable Delay read(StepReading reading) {
        long ways = Stream.of("for", "until", "at")
                .filter(key -> reading.at(key).present())
                .count();
        if (ways != 1) {
            String of = ways == 0 ? "one of" : "only one of";
            reading.place().fault("must say how long: " + of + " \"for\", \"until\", \"at\"");
        }
        if (reading.at("weekday").present() && !reading.at("at").present()) {
            reading.at("weekday").fault("needs a time: \"at\"");
        }
        Until until = until(reading);
        String next = reading.at("next").text();
        return until == null ? null : new Delay(reading.id(), until, next);
    }

    private static @Nullable Until until(StepReading reading) {
        Duration duration = reading.at("for").duration();
        Expression instant = reading.instant(reading.at("until"), "the delay does not wait then");
        LocalTime time = time(reading.at("at"));
        DayOfWeek weekday = reading.at("weekday").choice(weekdays());
        if (duration != null) {
            return new Until.For(duration);
        }
        if (instant != null) {
            return new Until.At(instant);
        }
        return time == null ? null : new Until.Local(time, weekday);
    }

    private static @Nullable LocalTime time(Place place) {
        String text = place.text();
        try {
            return text == null ? null : LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            place.fault("must be a time of day such as \"10:00\"");
            return null;
        }
    }

    private static Map<String, DayOfWeek> weekdays() {
        Map<String, DayOfWeek> weekdays = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            weekdays.put(day.name().toLowerCase(Locale.ROOT), day);
        }
        return weekdays;
    }

    @Override
    public @Nullable String template() {
        return null;
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
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Position here = new Position.Waiting(nominalAt, over(turn, instance, nominalAt, nominalAt));
        turn.put(instance.at(id, instance.iteration() + 1, here));
        KeptEvents.forget(turn, instance.id());
        return null;
    }

    /** @param otherwise where it cannot be computed, which a decision says */
    private Instant over(Turn turn, Instance instance, Instant nominalAt, Instant otherwise) {
        return switch (until) {
            case Until.For(var duration) -> nominalAt.plus(duration);
            case Until.At(var expression) -> instant(turn, instance, expression, otherwise);
            case Until.Local(var time, var weekday) -> {
                ZoneId zone =
                        turn.state().profile().zone(turn.definitions().shop().zone());
                yield nextLocal(nominalAt, zone, time, weekday);
            }
        };
    }

    private Instant instant(Turn turn, Instance instance, Expression expression, Instant otherwise) {
        Evaluation result = turn.evaluate(expression, turn.facts(instance));
        if (result instanceof Evaluation.Value(Instant at)) {
            return at;
        }
        String cause = result instanceof Evaluation.Failed(var problem) ? problem : "it gives no instant";
        turn.unknown(Turn.about(instance, id), expression, cause);
        return otherwise;
    }

    /**
     * The first such time after {@code from}: the date first, then the time on it. A day whose clocks skip the time has it as much later as
     * they skip; a day that has it twice has it the first time.
     */
    private static Instant nextLocal(Instant from, ZoneId zone, LocalTime time, @Nullable DayOfWeek weekday) {
        LocalDate today = from.atZone(zone).toLocalDate();
        LocalDate date = weekday == null ? today : today.with(TemporalAdjusters.nextOrSame(weekday));
        Instant there = date.atTime(time).atZone(zone).toInstant();
        if (there.isAfter(from)) {
            return there;
        }
        LocalDate next = weekday == null ? date.plusDays(1) : date.with(TemporalAdjusters.next(weekday));
        return next.atTime(time).atZone(zone).toInstant();
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

    /**
     * The delay lasts as long as for one that came here at the same time; where that cannot be computed, the set time stays.
     */
    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        return position instanceof Position.Waiting(Instant since, Instant due)
                        && before instanceof Delay older
                        && !waitsLike(older)
                ? new Migration.To(
                        new Position.Waiting(since, Migrations.notPast(turn, over(turn, instance, since, due), due)))
                : new Migration.To(position);
    }

    private boolean waitsLike(Delay other) {
        return until instanceof Until.At(Expression here) && other.until instanceof Until.At(Expression there)
                ? here.source().equals(there.source())
                : until.equals(other.until);
    }

    @Override
    public StepDrawing draw() {
        String summary = switch (until) {
            case Until.For(var duration) -> StepDrawing.inWords(duration);
            case Until.At(var instant) -> "until " + instant.source();
            case Until.Local(var time, var weekday) ->
                weekday == null ? "until " + time : "until " + weekday.name().toLowerCase(Locale.ROOT) + " " + time;
        };
        return new StepDrawing(KIND.type(), summary, List.of(new Arrow("then", next)));
    }
}
