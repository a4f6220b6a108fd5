package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.document.Place;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.StepDrawing;
import dev.vestnik.rules.journey.StepDrawing.Arrow;
import dev.vestnik.rules.journey.StepKind;
import dev.vestnik.rules.journey.StepOutline;
import dev.vestnik.rules.journey.StepReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends customers different ways, to see which is better: by a hash, each customer the same way every time. */
public record Experiment(String id, List<Arm> arms) implements PassingStep {
    private static final int LEAST_ARMS = 2;
    private static final int MOST_ARMS = 10;
    private static final int MOST_WEIGHT = 1_000;

    static final StepKind<Experiment> KIND = new StepKind<>("experiment", """
            {
              "description": "Sends customers different ways: by a hash, each customer the same way every time",
              "required": ["arms"],
              "properties": {
                "arms": {
                  "type": "array",
                  "minItems": 2,
                  "maxItems": 10,
                  "items": {
                    "type": "object",
                    "required": ["name"],
                    "additionalProperties": false,
                    "properties": {
                      "name": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"},
                      "weight": {
                        "type": "integer",
                        "minimum": 0,
                        "maximum": 1000,
                        "default": 1,
                        "description": "Its share of the sum of all; 0: takes nobody new"
                      },
                      "next": {"$ref": "#/$defs/next"}
                    }
                  }
                }
              }
            }
            """, Experiment::outline, Experiment::read);

    /**
     * A way that some of the customers go.
     *
     * @param weight its share of the sum of all; 0: takes nobody who is not in it yet
     */
    public record Arm(String name, int weight, @Nullable String next) {}

    public Experiment {
        arms = List.copyOf(arms);
    }

    private static StepOutline outline(Place step) {
        StepOutline outline = new StepOutline(false);
        StepOutline.maps(step.at("arms")).forEach(arm -> outline.leadsTo(arm.at("next")));
        return outline;
    }

    private static Experiment read(StepReading reading) {
        Place list = reading.at("arms");
        List<Place> elements = list.required() ? list.elements() : List.of();
        List<Arm> arms = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Place one : elements) {
            Arm arm = arm(one);
            if (arm != null) {
                arms.add(arm);
                if (!names.add(arm.name())) {
                    one.at("name").fault("is another arm's name, too");
                }
            }
        }
        if (list.present() && list.isList() && (elements.size() < LEAST_ARMS || elements.size() > MOST_ARMS)) {
            list.fault("must have " + LEAST_ARMS + "-" + MOST_ARMS + " arms");
        }
        if (!arms.isEmpty() && arms.size() == elements.size() && total(arms) == 0) {
            list.fault("must have an arm with a weight above 0");
        }
        return new Experiment(reading.id(), arms);
    }

    private static @Nullable Arm arm(Place place) {
        place.only(List.of("name", "weight", "next"));
        String name = place.map() ? place.at("name").requiredText() : null;
        if (name != null && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            place.at("name").fault("must be a short word: letters, digits, dots and dashes");
        }
        Integer weight = place.at("weight").number(0, MOST_WEIGHT);
        String next = place.at("next").text();
        return name == null ? null : new Arm(name, weight == null ? 1 : weight, next);
    }

    private static int total(List<Arm> arms) {
        return arms.stream().mapToInt(Arm::weight).sum();
    }

    @Override
    public boolean mayShow() {
        return false;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        Arm arm = Experiments.arm(turn, instance, this, nominalAt);
        if (arm.next() == null) {
            turn.runner().complete(turn, instance);
        }
        return arm.next();
    }

    /**
     * The arm of a customer who is in none yet. A change of a weight moves the bounds between the arms and draws nobody anew.
     *
     * @param hash 64 bits of stable ids
     */
    Arm drawn(long hash) {
        long place = Math.unsignedMultiplyHigh(hash, total(arms));
        for (Arm arm : arms) {
            place -= arm.weight();
            if (place < 0) {
                return arm;
            }
        }
        return arms.getLast();
    }

    @Override
    public boolean actsOutside() {
        return false;
    }

    @Override
    public StepDrawing draw() {
        String summary =
                arms.stream().map(arm -> arm.name() + " " + arm.weight()).collect(Collectors.joining(" : "));
        return new StepDrawing(
                KIND.type(),
                summary,
                arms.stream().map(arm -> new Arrow(arm.name(), arm.next())).toList());
    }
}
