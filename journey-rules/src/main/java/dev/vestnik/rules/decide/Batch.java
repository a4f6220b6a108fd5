package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Waiting;
import dev.vestnik.rules.document.Nearest;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.journey.StepKind;
import dev.vestnik.rules.journey.StepOutline;
import dev.vestnik.rules.journey.StepReading;
import dev.vestnik.rules.journey.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what comes for a while into a list of the context, then goes on once; at once where the list is full.
 *
 * @param events each of which refreshes the context
 * @param length from the step's nominal time
 * @param into the name of the list in the context
 */
public record Batch(
        String id,
        List<Trigger> events,
        Length length,
        String into,
        @Nullable String next) implements StepRules {
    static final StepKind<Batch> KIND = new StepKind<>("batch", """
            {
              "description": "Gathers what comes for a while into a list of the context, then goes on once",
              "required": ["on", "for", "into"],
              "properties": {
                "on": {
                  "type": "array",
                  "minItems": 1,
                  "items": {
                    "type": "object",
                    "required": ["on"],
                    "additionalProperties": false,
                    "properties": {
                      "on": {"$ref": "#/$defs/eventType"},
                      "match": {"$ref": "#/$defs/expression"}
                    }
                  },
                  "description": "Events from each of which the context is computed"
                },
                "for": {
                  "anyOf": [{"$ref": "#/$defs/duration"}, {"$ref": "#/$defs/expression"}],
                  "description": "A duration, or an expression that gives one"
                },
                "into": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$", "description": "A list of the context"},
                "next": {"$ref": "#/$defs/next"}
              }
            }
            """, Batch::outline, Batch::read);

    public Batch {
        events = List.copyOf(events);
    }

    /** One whose length is computed may find that there is none, and does not wait then. */
    private static StepOutline outline(Place step) {
        boolean computed = step.at("for").isText() && !UntilReader.isPlain(step.at("for"));
        StepOutline outline = new StepOutline(!computed).leadsTo(step.at("next"));
        StepOutline.maps(step.at("on")).forEach(one -> outline.filledBy(one.at("on")));
        return outline;
    }

    private static @Nullable Batch read(StepReading reading) {
        Place list = reading.at("on");
        List<Trigger> events = new ArrayList<>();
        List<Place> elements = list.required() ? list.elements() : List.of();
        if (list.present() && list.isList() && elements.isEmpty()) {
            list.fault("must have at least one event");
        }
        for (Place one : elements) {
            one.only(List.of("on", "match"));
            Trigger trigger = one.map() ? reading.trigger(one) : null;
            if (trigger != null) {
                events.add(trigger);
            }
        }
        Length length = reading.at("for").required()
                ? Length.read(reading, reading.at("for"), "the step does not wait then")
                : null;
        String into = into(reading);
        String next = reading.at("next").text();
        return length == null || into == null ? null : new Batch(reading.id(), events, length, into, next);
    }

    private static @Nullable String into(StepReading reading) {
        Place place = reading.at("into");
        String into = place.requiredText();
        if (into != null && !reading.lists().contains(into)) {
            place.fault("is no list of the context, such as {of: event.productId, last: 20}"
                    + Nearest.hint(into, reading.lists()));
        }
        return into;
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
        return new Awaited(events.stream().map(Trigger::on).collect(Collectors.toSet()), Set.of());
    }

    @Override
    public boolean mayShow() {
        return false;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Instance here = BegunBatches.begin(turn, instance, this)
                .at(
                        id,
                        instance.iteration() + 1,
                        new Waiting(nominalAt, nominalAt.plus(length.of(turn, instance, id))));
        turn.put(here);
        if (isFull(here, journey)) {
            if (next == null) {
                turn.runner().complete(turn, here);
            }
            return next;
        }
        KeptEvents.hear(turn, here, journey, nominalAt);
        return null;
    }

    @Override
    public void wake(Turn turn, Instance instance, Journey journey) {
        turn.runner().arrive(turn, instance, journey, next, instance.position().due());
    }

    @Override
    public boolean answer(Turn turn, Instance instance, Journey journey, Answer answer) {
        return switch (answer) {
            case Answer.Happened(Event event) -> happened(turn, instance, journey, event);
            case Answer.Received received -> Answer.NOT_AWAITED;
            case Answer.Replied replied -> Answer.NOT_AWAITED;
            case Answer.Resumed resumed -> Answer.NOT_AWAITED;
        };
    }

    private boolean happened(Turn turn, Instance instance, Journey journey, Event event) {
        if (!(instance.position() instanceof Waiting waiting)
                || !EventRules.counts(turn, event, waiting.since())
                || !awaits(turn, instance, event)) {
            return false;
        }
        Instance gathered = Emissions.moved(gathered(turn, instance, journey, event), event);
        turn.put(gathered);
        if (isFull(gathered, journey)) {
            turn.runner().arrive(turn, gathered, journey, next, turn.cause().nominalAt());
        }
        return true;
    }

    /** An event that is older than the one that the context is from adds to the list, and changes nothing else. */
    private Instance gathered(Turn turn, Instance instance, Journey journey, Event event) {
        Map<String, Object> refreshed =
                RunContext.refreshed(turn, journey, turn.facts(event, instance)).kept(Turn.about(instance, null));
        Instant at = turn.cause().nominalAt();
        if (!at.isBefore(instance.contextAt())) {
            return instance.remembering(refreshed, at);
        }
        Map<String, Object> context = new HashMap<>(instance.context());
        Object list = refreshed.get(into);
        if (list != null) {
            context.put(into, list);
        }
        return instance.remembering(Map.copyOf(context), instance.contextAt());
    }

    private boolean isFull(Instance instance, Journey journey) {
        Integer most = journey.wide().lists().get(into);
        return most != null && instance.context().get(into) instanceof List<?> list && list.size() >= most;
    }

    @Override
    public boolean awaits(Turn turn, Instance instance, Event event) {
        for (Trigger trigger : events) {
            if (EventRules.matches(turn, event, instance, trigger)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Position recomputed(Turn turn, Instance instance) {
        return instance.position();
    }

    /** The new length counts from where the run came here; where it cannot be computed, the set time stays. */
    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        Duration lasts = position instanceof Waiting ? length.known(turn, instance, id) : null;
        return position instanceof Waiting(Instant since, Instant due) && lasts != null
                ? new Migration.To(new Waiting(since, Migrations.notPast(turn, since.plus(lasts), due)))
                : new Migration.To(position);
    }

    @Override
    public boolean actsOutside() {
        return false;
    }

    @Override
    public StepDrawing draw() {
        String types = events.stream().map(Trigger::on).distinct().collect(Collectors.joining(", "));
        return new StepDrawing(
                KIND.type(), types + " into " + into + " for " + length.inWords(), List.of(new Arrow("then", next)));
    }
}
