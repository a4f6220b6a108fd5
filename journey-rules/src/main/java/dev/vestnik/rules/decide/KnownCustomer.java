package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Instance;
import dev.vestnik.rules.customer.LastSent;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The customer as conditions see them: the fields of the profile, and of the past what conditions may ask for, which is looked up when they
 * do.
 */
final class KnownCustomer extends AbstractMap<String, Object> {
    private final Map<String, Object> profile;
    private final Turn turn;

    KnownCustomer(Map<String, Object> profile, Turn turn) {
        this.profile = profile;
        this.turn = turn;
    }

    @Override
    public @Nullable Object get(@Nullable Object field) {
        if ("journeys".equals(field)) {
            return journeys();
        }
        if ("counters".equals(field)) {
            return Counters.asFields(turn);
        }
        return "sent".equals(field) ? sent() : profile.get(field);
    }

    private Object journeys() {
        return turn.state().instances().stream()
                .map(Instance::journey)
                .map(Object::toString)
                .distinct()
                .toList();
    }

    private Object sent() {
        Map<String, Object> sent = new HashMap<>();
        for (LastSent one : turn.state().memory().history().sent()) {
            sent.put(one.topic(), one.at());
        }
        return sent;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return profile.entrySet();
    }
}
