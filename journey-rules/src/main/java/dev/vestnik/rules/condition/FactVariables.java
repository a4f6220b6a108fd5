package dev.vestnik.rules.condition;

import dev.cel.runtime.CelVariableResolver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variables of one evaluation. The event's is made once, since it keeps what it has read of the event's JSON. */
final class FactVariables implements CelVariableResolver {
    private final Facts facts;
    private @Nullable EventFields event;

    FactVariables(Facts facts) {
        this.facts = facts;
    }

    @Override
    public Optional<Object> find(String name) {
        return switch (name) {
            case "event" -> Optional.of(event());
            case "context" -> Optional.of(new Fields(facts.context()));
            case "customer" -> Optional.of(new Fields(facts.customer()));
            case "key" -> Optional.of(facts.key());
            case "now" -> Optional.of(facts.now());
            default -> Optional.empty();
        };
    }

    private EventFields event() {
        EventFields known = event;
        if (known == null) {
            known = new EventFields(facts.event());
            event = known;
        }
        return known;
    }
}
