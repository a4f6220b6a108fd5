package dev.vestnik.rules.template;

import dev.vestnik.rules.work.Weight;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what a filter takes of its value's size; {@link #of} holds every filter that a text may use. */
enum FilterCost {
    /** Looks at the value, not at what it is made of. */
    ITSELF {
        @Override
        long of(@Nullable Object value) {
            return value instanceof CharSequence ? 1 : Weight.ofItself(value);
        }
    },
    /** Goes through the value a fixed number of times. */
    LINEAR {
        @Override
        long of(@Nullable Object value) {
            return Weight.of(value);
        }
    },
    /** Puts elements in order, which it compares as texts. */
    SORTING {
        @Override
        long of(@Nullable Object value) {
            long each = Weight.of(value);
            return each * (64 - Long.numberOfLeadingZeros(Weight.ofItself(value)));
        }
    },
    /** Finds equal elements by their hashes; of lists and maps a customer can choose the hashes, so that each is compared with each. */
    PAIRING {
        @Override
        long of(@Nullable Object value) {
            long containers = elements(value).stream()
                    .filter(element -> element instanceof Collection<?> || element instanceof Map<?, ?>)
                    .count();
            return Weight.of(value) + containers * containers / 2;
        }
    };

    private static final Map<String, FilterCost> OF = table();

    /** The units of {@link dev.vestnik.rules.work.Work} for this value or argument. */
    abstract long of(@Nullable Object value);

    /** Null for a filter that no text may use. */
    static @Nullable FilterCost of(String filter) {
        return OF.get(filter);
    }

    static Set<String> filters() {
        return OF.keySet();
    }

    private static Collection<?> elements(@Nullable Object value) {
        return switch (value) {
            case Collection<?> list -> list;
            case Object[] array -> java.util.Arrays.asList(array);
            case null, default -> List.of();
        };
    }

    private static Map<String, FilterCost> table() {
        Map<String, FilterCost> costs = new HashMap<>();
        FilterSignature.filters().forEach(name -> costs.put(name, LINEAR));
        List.of("default", "money", "plural", "raw").forEach(name -> costs.put(name, ITSELF));
        List.of("sort", "sort_natural").forEach(name -> costs.put(name, SORTING));
        costs.put("uniq", PAIRING);
        return Map.copyOf(costs);
    }
}
