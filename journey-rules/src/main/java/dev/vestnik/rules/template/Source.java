package dev.vestnik.rules.template;

import java.util.Set;

/**
 * Where a value of a text comes from.
 *
 * @param path in what the engine gives: {@code event.items[].imageUrl}
 * @param present the beginning of the path that is surely there
 * @param key tells it from other elements of the same list
 */
record Source(String path, String present, String key) {
    private static final Set<String> ENDS = Set.of("first", "last");

    static Source root(String name) {
        return new Source(name, "", name);
    }

    Source named(String name) {
        if (ENDS.contains(name)) {
            return element(key + "." + name);
        }
        return name.equals("size") ? this : new Source(path + "." + name, present, key + "." + name);
    }

    Source element(String elementKey) {
        return new Source(path + "[]", present, elementKey);
    }

    /** The same, all of which is there. */
    Source sure() {
        return new Source(path, path, key);
    }

    Source called(String otherKey) {
        return new Source(path, present, otherKey);
    }

    boolean isSure() {
        return path.equals(present);
    }
}
