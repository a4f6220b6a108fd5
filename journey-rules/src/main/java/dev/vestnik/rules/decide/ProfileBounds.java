package dev.vestnik.rules.decide;

import dev.vestnik.rules.customer.Profile;
import dev.vestnik.rules.reason.DropReason;
import dev.vestnik.rules.work.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Bounds a profile: each field, and the number, the size and the sum of its attributes. Values that do not fit are not taken; those that
 * were there stay. A decision names the fields.
 */
final class ProfileBounds {
    static final int MOST_ATTRIBUTES = 200;
    /** The largest field, in the units of {@link Weight}, of which one is about a character. */
    private static final long LARGEST_FIELD = 2_000;

    private static final long LARGEST_ATTRIBUTES = 50_000;
    private static final String ATTRIBUTES = "attributes";
    private static final int NAMED = 10;
    private static final int LONGEST_NAME = 100;

    private ProfileBounds() {}

    /** The profile with these changes, as far as there is room for them. */
    static Profile changed(Turn turn, Map<String, Object> changes) {
        Profile before = turn.state().profile();
        List<String> left = new ArrayList<>();
        Map<String, Object> taken = new HashMap<>();
        changes.forEach((field, value) -> {
            if (field.equals(ATTRIBUTES) && value instanceof Map<?, ?> attributes) {
                taken.put(field, fitting(before, attributes, left));
            } else if (Weight.of(value) <= LARGEST_FIELD) {
                taken.put(field, value);
            } else {
                left.add(named(field));
            }
        });
        if (!left.isEmpty()) {
            Map<String, String> inputs = Map.of(
                    "fields",
                            String.join(
                                    ", ", left.stream().sorted().limit(NAMED).toList()),
                    "count", String.valueOf(left.size()));
            StateBounds.drop(turn, DropReason.FIELD_NOT_KEPT, null, inputs);
        }
        return before.with(taken);
    }

    /**
     * The attributes that fit, taken in the order of their names, so that the same change always has the same outcome.
     */
    private static Map<Object, Object> fitting(Profile before, Map<?, ?> changes, List<String> left) {
        Map<Object, Object> all = new HashMap<>();
        if (before.fields().get(ATTRIBUTES) instanceof Map<?, ?> present) {
            all.putAll(present);
        }
        Map<Object, Object> taken = new HashMap<>();
        Map<String, Object> sorted = new TreeMap<>();
        changes.forEach((name, value) -> sorted.put(String.valueOf(name), value));
        long sum = Weight.of(all);
        for (Map.Entry<String, Object> change : sorted.entrySet()) {
            Object replaced = all.get(change.getKey());
            long more = weight(change.getKey(), change.getValue())
                    - (replaced == null ? 0 : weight(change.getKey(), replaced));
            boolean room = replaced != null || all.size() < MOST_ATTRIBUTES;
            if (room
                    && weight(change.getKey(), change.getValue()) <= LARGEST_FIELD
                    && sum + more <= LARGEST_ATTRIBUTES) {
                all.put(change.getKey(), change.getValue());
                taken.put(change.getKey(), change.getValue());
                sum += more;
            } else {
                left.add(named(ATTRIBUTES + "." + change.getKey()));
            }
        }
        return taken;
    }

    private static long weight(String name, Object value) {
        return name.length() + Weight.of(value);
    }

    private static String named(String field) {
        return field.length() <= LONGEST_NAME ? field : field.substring(0, LONGEST_NAME) + "…";
    }
}
