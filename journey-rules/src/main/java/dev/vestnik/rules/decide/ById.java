package dev.vestnik.rules.decide;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Finds the parts of a state by their ids; a long list is indexed once, as long as it stays the same. Not thread-safe. */
final class ById<T> {
    private static final int FEW = 16;

    private final Function<T, UUID> id;
    private List<T> indexed = List.of();
    private Map<UUID, T> index = Map.of();

    ById(Function<T, UUID> id) {
        this.id = id;
    }

    Optional<T> find(List<T> all, UUID wanted) {
        return all.size() > FEW ? Optional.ofNullable(index(all).get(wanted)) : scan(all, wanted);
    }

    private Optional<T> scan(List<T> all, UUID wanted) {
        for (T one : all) {
            if (id.apply(one).equals(wanted)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private Map<UUID, T> index(List<T> all) {
        if (all != indexed) {
            Map<UUID, T> fresh = HashMap.newHashMap(all.size());
            all.forEach(one -> fresh.put(id.apply(one), one));
            index = fresh;
            indexed = all;
        }
        return index;
    }
}
