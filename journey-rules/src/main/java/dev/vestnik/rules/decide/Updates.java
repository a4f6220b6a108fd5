package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.decide.Decision.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Sets what an update step says. A decision names what was set, without the values, and what has no room. */
final class Updates {
    private Updates() {}

    /** The instance with what it remembers now; all values are computed over what it knew before. */
    static Instance apply(Turn turn, Instance instance, Update step) {
        Map<String, Object> remembered = new HashMap<>(NamedValues.computed(turn, instance, step.id(), step.context()));
        Map<String, Object> attributes = NamedValues.computed(turn, instance, step.id(), step.attributes());
        RunContext context = RunContext.with(turn, instance.context(), remembered);
        remembered.keySet().removeIf(name -> !context.has(name));
        Map<String, Object> kept = context.kept(Turn.about(instance, step.id()));
        Instance updated = remembered.isEmpty() ? instance : instance.remembering(kept, instance.contextAt());
        turn.put(updated);
        if (!attributes.isEmpty()) {
            Profile profile = ProfileBounds.changed(turn, Map.of("attributes", attributes));
            turn.become(turn.state().withProfile(profile));
        }
        say(turn, instance, step, remembered, attributes);
        return updated;
    }

    private static void say(
            Turn turn, Instance instance, Update step, Map<String, Object> remembered, Map<String, Object> attributes) {
        Map<String, String> inputs = new HashMap<>();
        if (!remembered.isEmpty()) {
            inputs.put("context", String.join(", ", new TreeSet<>(remembered.keySet())));
        }
        if (!attributes.isEmpty()) {
            inputs.put("attributes", String.join(", ", new TreeSet<>(attributes.keySet())));
        }
        turn.record(Outcome.UPDATED, null, Turn.about(instance, step.id()), null, List.of(), inputs);
    }
}
