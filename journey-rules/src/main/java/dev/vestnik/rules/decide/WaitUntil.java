package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.customer.Position.Waiting;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Waits for one of some events, at most {@code timeout} from the step's nominal time; {@code resetOn} starts the time-out
 * afresh, but never past {@code maxWait} from the first arrival in this step. A time-out that an expression gives is computed when an
 * instance comes here, and each time it starts afresh, of the context that the event brings.
 */
public record WaitUntil(
        String id,
        List<OnEvent> events,
        Length timeout,
        List<Reset> resetOn,
        @Nullable Duration maxWait,
        @Nullable String onTimeout)
        implements PlainWait {
    static final StepKind<WaitUntil> KIND = new StepKind<>("waitUntil", """
            {
              "description": "Waits for one of some events, or the time-out",
              "required": ["timeout"],
              "properties": {
                "on": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["on"],
                    "additionalProperties": false,
                    "properties": {
                      "on": {"$ref": "#/$defs/eventType"},
                      "match": {"$ref": "#/$defs/expression"},
                      "next": {"$ref": "#/$defs/next"}
                    }
                  }
                },
                "timeout": {
                  "anyOf": [{"$ref": "#/$defs/duration"}, {"$ref": "#/$defs/expression"}],
                  "description": "A duration, or an expression that gives one"
                },
                "resetOn": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["on"],
                    "additionalProperties": false,
                    "properties": {
                      "on": {"$ref": "#/$defs/eventType"},
                      "match": {"$ref": "#/$defs/expression"},
                      "update": {
                        "type": "boolean",
                        "default": false,
                        "description": "Also computes the context from this event"
                      }
                    }
                  },
                  "description": "Events that start the time-out afresh"
                },
                "maxWait": {"$ref": "#/$defs/duration", "description": "However often it starts afresh"},
                "onTimeout": {"$ref": "#/$defs/next"}
              }
            }
            """, WaitUntil::outline, WaitUntil::read);

    /** An awaited event and where it leads. */
    public record OnEvent(Trigger trigger, @Nullable String next) {}

    /** An event that starts the time-out afresh; {@code update} also computes the context from it. */
    public record Reset(Trigger trigger, boolean update) {}

    /** One whose time-out its document says. */
    public WaitUntil(
            String id,
            List<OnEvent> events,
            Duration timeout,
            List<Reset> resetOn,
            @Nullable Duration maxWait,
            @Nullable String onTimeout) {
        this(id, events, new Length.Fixed(timeout), resetOn, maxWait, onTimeout);
    }

    public WaitUntil {
        events = List.copyOf(events);
        resetOn = List.copyOf(resetOn);
    }

    /** One whose time-out is computed may find that there is none, and does not wait then. */
    private static StepOutline outline(Place step) {
        boolean computed = step.at("timeout").isText() && !UntilReader.isPlain(step.at("timeout"));
        StepOutline outline = new StepOutline(!computed).leadsTo(step.at("onTimeout"));
        StepOutline.maps(step.at("on")).forEach(one -> outline.leadsToWith(one.at("next"), one.at("on")));
        StepOutline.maps(step.at("resetOn")).stream()
                .filter(one -> StepOutline.isTrue(one.at("update")))
                .forEach(one -> outline.refreshedBy(one.at("on")));
        return outline;
    }

    private static @Nullable WaitUntil read(StepReading reading) {
        List<OnEvent> events = events(reading);
        List<Reset> resets = resets(reading);
        Length timeout = reading.at("timeout").required()
                ? Length.read(reading, reading.at("timeout"), "the step does not wait then")
                : null;
        Duration maxWait = reading.at("maxWait").duration();
        if (timeout instanceof Length.Fixed(var fixed) && maxWait != null && maxWait.compareTo(fixed) < 0) {
            reading.at("maxWait").fault("must be at least the timeout");
        }
        String onTimeout = reading.at("onTimeout").text();
        return timeout == null ? null : new WaitUntil(reading.id(), events, timeout, resets, maxWait, onTimeout);
    }

    private static List<OnEvent> events(StepReading reading) {
        List<OnEvent> events = new ArrayList<>();
        for (Place one : reading.at("on").elements()) {
            one.only(List.of("on", "match", "next"));
            Trigger trigger = one.map() ? reading.trigger(one) : null;
            String next = one.at("next").text();
            if (trigger != null) {
                events.add(new OnEvent(trigger, next));
            }
        }
        return events;
    }

    private static List<Reset> resets(StepReading reading) {
        List<Reset> resets = new ArrayList<>();
        for (Place one : reading.at("resetOn").elements()) {
            one.only(List.of("on", "match", "update"));
            Trigger trigger = one.map() ? reading.trigger(one) : null;
            boolean update = one.at("update").flag(false);
            if (trigger != null) {
                resets.add(new Reset(trigger, update));
            }
        }
        return resets;
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
        return new Awaited(types(events, OnEvent::trigger), types(resetOn, Reset::trigger));
    }

    private static <T> Set<String> types(List<T> list, Function<T, Trigger> trigger) {
        return list.stream().map(one -> trigger.apply(one).on()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public boolean mayShow() {
        return false;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Instant due = bounded(nominalAt, nominalAt.plus(timeout.of(turn, instance, id)));
        Instance here = instance.at(id, instance.iteration() + 1, new Waiting(nominalAt, due));
        turn.put(here);
        KeptEvents.hear(turn, here, journey, nominalAt);
        return null;
    }

    @Override
    public void wake(Turn turn, Instance instance, Journey journey) {
        turn.runner()
                .arrive(turn, instance, journey, onTimeout, instance.position().due());
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

    /**
     * True where the instance moves on, or its context is refreshed: the same event again would bring that back after another one of the
     * same moment. False where only the time-out starts afresh: the same event again does not change that.
     */
    private boolean happened(Turn turn, Instance instance, Journey journey, Event event) {
        OnEvent awaited = awaited(turn, instance, event);
        if (awaited != null) {
            Instance brought = instance.broughtBy(event.type(), event.data());
            turn.put(brought);
            turn.runner()
                    .arrive(turn, brought, journey, awaited.next(), turn.cause().nominalAt());
            return true;
        }
        Reset reset = resetting(turn, instance, event);
        if (reset == null) {
            return false;
        }
        boolean refreshes = reset.update() && isNew(turn, instance);
        Instance known = refreshes ? refreshed(turn, instance, journey, event) : instance;
        Instance changed = afresh(turn, known);
        if (changed != instance) {
            turn.put(changed);
        }
        return refreshes;
    }

    /**
     * Whether the event happened after what the instance remembers, and since it came here: one from before has passed it by, and must not
     * do otherwise when it comes again.
     */
    private static boolean isNew(Turn turn, Instance instance) {
        Instant at = turn.cause().nominalAt();
        return !at.isBefore(instance.contextAt())
                && !(instance.position() instanceof Waiting waiting && at.isBefore(waiting.since()));
    }

    private @Nullable OnEvent awaited(Turn turn, Instance instance, Event event) {
        return instance.position() instanceof Waiting waiting && EventRules.counts(turn, event, waiting.since())
                ? taking(turn, instance, event)
                : null;
    }

    @Override
    public boolean awaits(Turn turn, Instance instance, Event event) {
        return taking(turn, instance, event) != null;
    }

    private @Nullable OnEvent taking(Turn turn, Instance instance, Event event) {
        for (OnEvent awaited : events) {
            if (EventRules.matches(turn, event, instance, awaited.trigger())) {
                return awaited;
            }
        }
        return null;
    }

    private @Nullable Reset resetting(Turn turn, Instance instance, Event event) {
        for (Reset reset : resetOn) {
            if (EventRules.matches(turn, event, instance, reset.trigger())) {
                return reset;
            }
        }
        return null;
    }

    /** The instance with its time-out from now, where that is later. */
    private Instance afresh(Turn turn, Instance instance) {
        if (!(instance.position() instanceof Waiting waiting)) {
            return instance;
        }
        Instant due = bounded(waiting.since(), turn.cause().nominalAt().plus(timeout.of(turn, instance, id)));
        return due.isAfter(waiting.due())
                ? instance.at(instance.step(), instance.iteration(), new Waiting(waiting.since(), due))
                : instance;
    }

    /** The end of a wait that began then, never past the longest. */
    private Instant bounded(Instant since, Instant due) {
        Instant latest = maxWait == null ? due : since.plus(maxWait);
        return due.isBefore(latest) ? due : latest;
    }

    private static Instance refreshed(Turn turn, Instance instance, Journey journey, Event event) {
        return Emissions.keptBy(instance, instance.broughtBy(event.type(), event.data()))
                .remembering(
                        RunContext.of(turn, journey, turn.facts(event, instance))
                                .kept(Turn.about(instance, null)),
                        turn.cause().nominalAt());
    }

    @Override
    public Position recomputed(Turn turn, Instance instance) {
        return instance.position();
    }

    /** This time-out counts from where the older one did: from the step's time, or from the last event that started it afresh. */
    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        return position instanceof Waiting waiting && before instanceof WaitUntil older
                ? new Migration.To(new Waiting(
                        waiting.since(), Migrations.notPast(turn, over(turn, instance, waiting, older), waiting.due())))
                : new Migration.To(position);
    }

    /** Where either cannot be computed, the set time stays. */
    private Instant over(Turn turn, Instance instance, Waiting waiting, WaitUntil older) {
        Duration was = older.timeout.known(turn, instance, id);
        Duration is = was == null ? null : timeout.known(turn, instance, id);
        if (was == null || is == null) {
            return waiting.due();
        }
        Instant began = waiting.due().minus(was);
        return bounded(waiting.since(), (began.isAfter(waiting.since()) ? began : waiting.since()).plus(is));
    }

    @Override
    public boolean actsOutside() {
        return false;
    }

    @Override
    public StepDrawing draw() {
        String awaited = String.join(" or ", types(events, OnEvent::trigger));
        String resetting = String.join(", ", types(resetOn, Reset::trigger));
        String summary = "up to " + timeout.inWords()
                + (awaited.isEmpty() ? "" : " for " + awaited)
                + (resetting.isEmpty() ? "" : ", afresh with " + resetting);
        List<Arrow> arrows = new ArrayList<>();
        events.forEach(one -> arrows.add(new Arrow(one.trigger().on(), one.next())));
        arrows.add(new Arrow("time-out", onTimeout));
        return new StepDrawing(KIND.type(), summary, arrows);
    }
}
