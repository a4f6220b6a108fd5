package dev.vestnik.rules.decide;

import dev.vestnik.rules.condition.Evaluation;
import dev.vestnik.rules.condition.Expression;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes where the first case that holds leads. A case that cannot be computed is passed over, and a decision says so.
 *
 * @param onUnknown where a case leads that cannot be computed; null: it is passed over
 */
public record Branch(
        String id,
        List<Case> cases,
        @Nullable String onUnknown,
        @Nullable String otherwise) implements PassingStep {
    static final StepKind<Branch> KIND = new StepKind<>("branch", """
            {
              "description": "Goes where the first case that holds leads",
              "required": ["cases"],
              "properties": {
                "cases": {
                  "type": "array",
                  "minItems": 1,
                  "items": {
                    "type": "object",
                    "required": ["if"],
                    "additionalProperties": false,
                    "properties": {"if": {"$ref": "#/$defs/expression"}, "next": {"$ref": "#/$defs/next"}}
                  }
                },
                "onUnknown": {
                  "$ref": "#/$defs/next",
                  "description": "Where a case leads that cannot be computed; absent: the next case"
                },
                "otherwise": {"$ref": "#/$defs/next"}
              }
            }
            """, Branch::outline, Branch::read);

    /** A case of a branch. */
    public record Case(Expression condition, @Nullable String next) {}

    /** A branch without a way for conditions that cannot be known. */
    Branch(String id, List<Case> cases, @Nullable String otherwise) {
        this(id, cases, null, otherwise);
    }

    public Branch {
        cases = List.copyOf(cases);
    }

    private static StepOutline outline(Place step) {
        StepOutline outline =
                new StepOutline(false).leadsTo(step.at("onUnknown")).leadsTo(step.at("otherwise"));
        StepOutline.maps(step.at("cases")).forEach(one -> outline.leadsTo(one.at("next")));
        return outline;
    }

    private static Branch read(StepReading reading) {
        Place list = reading.at("cases");
        List<Place> elements = list.required() ? list.elements() : List.of();
        if (list.present() && list.isList() && elements.isEmpty()) {
            list.fault("must have at least one case");
        }
        List<Case> cases = new ArrayList<>();
        for (Place one : elements) {
            one.only(List.of("if", "next"));
            Expression condition = one.map() && one.at("if").required() ? reading.condition(one.at("if")) : null;
            String next = one.at("next").text();
            if (condition != null) {
                cases.add(new Case(condition, next));
            }
        }
        return new Branch(
                reading.id(),
                cases,
                reading.at("onUnknown").text(),
                reading.at("otherwise").text());
    }

    @Override
    public boolean mayShow() {
        return false;
    }

    @Override
    public @Nullable String enter(Turn turn, Instance instance, Journey journey, Instant nominalAt) {
        String next = taken(turn, instance);
        if (next == null) {
            turn.runner().complete(turn, instance);
        }
        return next;
    }

    private @Nullable String taken(Turn turn, Instance instance) {
        for (Case one : cases) {
            Evaluation result = turn.evaluate(one.condition(), turn.facts(instance));
            if (result.isTrue()) {
                return one.next();
            }
            if (result instanceof Evaluation.Failed(var problem)) {
                Unknowns.say(turn, Turn.about(instance, id), one.condition(), problem);
                return onUnknown == null ? otherwise : onUnknown;
            }
        }
        return otherwise;
    }

    @Override
    public boolean actsOutside() {
        return false;
    }

    @Override
    public StepDrawing draw() {
        List<Arrow> arrows = new ArrayList<>();
        cases.forEach(one -> arrows.add(new Arrow(one.condition().source(), one.next())));
        if (onUnknown != null) {
            arrows.add(new Arrow("cannot be known", onUnknown));
        }
        arrows.add(new Arrow("otherwise", otherwise));
        return new StepDrawing(KIND.type(), cases.size() == 1 ? "1 case" : cases.size() + " cases", arrows);
    }
}
