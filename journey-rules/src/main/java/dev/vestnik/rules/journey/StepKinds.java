package dev.vestnik.rules.journey;

import dev.vestnik.rules.document.Place;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of steps that documents may have, in the order in which they are listed for their authors; immutable. */
public final class StepKinds {
    private final Map<String, StepKind<?>> byType = new LinkedHashMap<>();

    /** @throws IllegalArgumentException where two have the same name */
    public StepKinds(List<? extends StepKind<?>> kinds) {
        for (StepKind<?> kind : kinds) {
            if (byType.putIfAbsent(kind.type(), kind) != null) {
                throw new IllegalArgumentException("two kinds of steps are called " + kind.type());
            }
        }
    }

    public Collection<StepKind<?>> all() {
        return byType.values();
    }

    Set<String> types() {
        return byType.keySet();
    }

    @Nullable
    StepKind<?> of(String type) {
        return byType.get(type);
    }

    /**
     * Finds where a step leads. Where it is of no known kind, or has a key that its kind does not know, the other kinds are asked, too: a
     * wrong word is one fault, not a chain of them.
     */
    StepOutline outline(Place step) {
        StepKind<?> kind = StepOutline.text(step.at("type")).map(byType::get).orElse(null);
        StepOutline outline = kind == null ? new StepOutline(false) : kind.outline(step);
        if (kind == null || !kind.knowsAllOf(step)) {
            byType.values().forEach(other -> outline.add(other.outline(step)));
        }
        return outline;
    }
}
