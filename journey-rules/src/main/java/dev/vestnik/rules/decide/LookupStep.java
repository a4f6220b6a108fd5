package dev.vestnik.rules.decide;

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
import dev.vestnik.rules.owner.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a source outside, and goes on with the answer in the context. The rules know the name of the source and nothing else of it.
 *
 * @param source one that operations have configured
 * @param params what it is asked about, by name
 * @param into the name in the context that the answer gets
 * @param timeout the time after which the answer is not waited for any more
 * @param otherwise the value that stands in for an answer that does not come; null: nothing does
 */
public record LookupStep(
        String id,
        String source,
        Map<String, Expression> params,
        String into,
        Duration timeout,
        @Nullable Expression otherwise,
        @Nullable String next)
        implements StepRules {
    /** The source that the engine has without being configured: what the shop said last of a product. */
    public static final String PRODUCTS = "products";

    /** The parameter of that source: the product that is asked about. */
    static final String PRODUCT = "productId";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Longer than a source may be away in a bad hour; what is known later than that is another step's. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]{0,63}";
    private static final String SOURCE = "[a-z0-9][a-z0-9-]{0,63}";

    static final StepKind<LookupStep> KIND = new StepKind<>("lookup", """
            {
              "description": "Asks a source that operations have configured, and goes on with the answer in the context",
              "required": ["source", "into"],
              "properties": {
                "source": {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,63}$"},
                "params": {
                  "type": "object",
                  "minProperties": 1,
                  "maxProperties": 20,
                  "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$"},
                  "additionalProperties": {"$ref": "#/$defs/expression"},
                  "description": "What it is asked about"
                },
                "into": {"type": "string", "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,63}$", "description": "A name in the context"},
                "timeout": {"$ref": "#/$defs/duration", "default": "PT30S", "description": "At most PT1H"},
                "default": {"$ref": "#/$defs/expression", "description": "The value where no answer comes"},
                "next": {"$ref": "#/$defs/next"}
              }
            }
            """, LookupStep::outline, LookupStep::read);

    public LookupStep {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** An answer takes a moment, which is no wait: a loop of questions would have no end. */
    private static StepOutline outline(Place step) {
        return new StepOutline(false).leadsTo(step.at("next")).setsNamed(step.at("into"));
    }

    private static @Nullable LookupStep read(StepReading reading) {
        String source =
                named(reading.at("source"), SOURCE, "must be the name of a source: small letters, digits, dashes");
        String into = named(reading.at("into"), NAME, "must be a name of letters, digits and _");
        Duration timeout = reading.at("timeout").duration();
        if (timeout != null && timeout.compareTo(LONGEST) > 0) {
            reading.at("timeout").fault("must be at most PT1H");
        }
        Map<String, Expression> params = NamedValues.read(reading, reading.at("params"), "the question lacks it then");
        if (PRODUCTS.equals(source) && !params.containsKey(PRODUCT)) {
            reading.at("params").fault("must have \"" + PRODUCT + "\": the product that is asked about");
        }
        Expression otherwise = reading.value(reading.at("default"), "nothing is set then");
        String next = reading.at("next").text();
        return source == null || into == null
                ? null
                : new LookupStep(
                        reading.id(), source, params, into, timeout == null ? PATIENCE : timeout, otherwise, next);
    }

    private static @Nullable String named(Place place, String pattern, String problem) {
        String text = place.requiredText();
        if (text != null && !text.matches(pattern)) {
            place.fault(problem);
            return null;
        }
        return text;
    }

    @Override
    public List<String> templates() {
        return List.of();
    }

    @Override
    public boolean waits() {
        return false;
    }

    @Override
    public Awaited awaited() {
        return Awaited.NOTHING;
    }

    @Override
    public boolean mayShow() {
        return true;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Instance knowing = LookupAnswers.ask(turn, instance, this, nominalAt);
        if (knowing == null) {
            return null;
        }
        if (next == null) {
            turn.runner().complete(turn, knowing);
        }
        return next;
    }

    /** The answer has not come in time. */
    @Override
    public void wake(Turn turn, Instance instance, Journey journey) {
        goOn(turn, instance, journey, new Reply.Missing());
    }

    /** Leaves events of the meantime to the wait that follows. */
    @Override
    public boolean answer(Turn turn, Instance instance, Journey journey, Answer answer) {
        return switch (answer) {
            case Answer.Happened(Event event) -> KeptEvents.keep(turn, instance, journey, event);
            case Answer.Replied(var asking, var reply) -> {
                goOn(turn, instance, journey, reply);
                yield true;
            }
            case Answer.Received received -> Answer.NOT_AWAITED;
            case Answer.Resumed resumed -> Answer.NOT_AWAITED;
        };
    }

    private void goOn(Turn turn, Instance instance, Journey journey, Reply reply) {
        Instance knowing = LookupAnswers.answered(turn, instance, this, reply);
        turn.runner().arrive(turn, knowing, journey, next, turn.cause().nominalAt());
    }

    @Override
    public boolean awaits(Turn turn, Instance instance, Event event) {
        return false;
    }

    @Override
    public Position recomputed(Turn turn, Instance instance) {
        return instance.position();
    }

    /** The question that is open is answered as it was asked. */
    @Override
    public Migration migrate(Turn turn, Instance instance, Position position, StepRules before) {
        return new Migration.To(position);
    }

    @Override
    public StepDrawing draw() {
        return new StepDrawing(KIND.type(), "asks " + source + " for " + into, List.of(new Arrow("then", next)));
    }
}
