package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Outstanding;
import dev.vestnik.rules.customer.Position;
import dev.vestnik.rules.decide.Decision.Outcome;
import dev.vestnik.rules.event.Event;
import dev.vestnik.rules.journey.Journey;
import dev.vestnik.rules.journey.Rule;
import dev.vestnik.rules.reason.TakenBack;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies the rules of a journey that hold wherever an instance stands: they refresh its context, and lead it elsewhere. */
final class StandingRules {
    private StandingRules() {}

    /** The first rule that the event fulfils; null where none is. */
    static @Nullable Rule fulfilled(Turn turn, Event event, Instance instance, Journey journey) {
        for (Rule rule : journey.wide().rules()) {
            if (EventRules.counts(turn, event, instance.enteredAt())
                    && EventRules.matches(turn, event, instance, rule.trigger())) {
                return rule;
            }
        }
        return null;
    }

    /**
     * The instance as it is by the rule, with its context refreshed. An event that is older than the one that the context is from leaves the
     * context as it is.
     */
    static Instance refreshed(Turn turn, Event event, Instance instance, Journey journey, Rule rule) {
        if (!rule.update() || turn.cause().nominalAt().isBefore(instance.contextAt())) {
            return instance;
        }
        Map<String, Object> context =
                RunContext.refreshed(turn, journey, turn.facts(event, instance)).kept(Turn.about(instance, null));
        Instance refreshed =
                Emissions.moved(instance.remembering(context, turn.cause().nominalAt()), event);
        turn.put(refreshed);
        return refreshed;
    }

    /** Computes anew what the instance's position takes from the context. */
    static Instance recomputed(Turn turn, Instance instance, Journey journey) {
        Position before = instance.position();
        Position position = StepRunner.step(journey, instance.step()).recomputed(turn, instance);
        if (position.equals(before)) {
            return instance;
        }
        Instance moved = instance.at(instance.step(), instance.iteration(), position);
        turn.put(moved);
        turn.record(
                Outcome.UPDATED,
                null,
                Turn.about(instance, null),
                null,
                List.of(),
                Map.of("due", position.due().toString(), "before", before.due().toString()));
        return moved;
    }

    /** Leads the instance to the rule's step. What the step that it leaves has sent, and no gateway is known to have, is taken back. */
    static void lead(Turn turn, Event event, Instance instance, Journey journey, Rule rule) {
        for (Outstanding message : List.copyOf(turn.state().messages())) {
            if (isOfStep(turn, instance, message) || TakenAlong.isIn(instance, message)) {
                TakingBack.revoke(turn, message, TakenBack.MOVED_ON);
            }
        }
        KeptEvents.forget(turn, instance.id());
        Instance brought = Questions.released(turn, instance).broughtBy(event.type(), event.data());
        turn.put(brought);
        turn.runner()
                .arrive(
                        turn,
                        brought,
                        journey,
                        Objects.requireNonNull(rule.goTo()),
                        turn.cause().nominalAt());
    }

    private static boolean isOfStep(Turn turn, Instance instance, Outstanding message) {
        return message.instance().equals(instance.id())
                && (message.step().equals(instance.step())
                        || MessageIds.of(turn, instance, instance.step(), message.channel())
                                .equals(message.id()));
    }
}
