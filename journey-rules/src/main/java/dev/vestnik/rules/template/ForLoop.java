package dev.vestnik.rules.template;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code forloop}: where a loop is; one per loop that runs. */
final class ForLoop {
    static final Set<String> FIELDS =
            Set.of("first", "index", "index0", "last", "length", "name", "parentloop", "rindex", "rindex0");

    private final String name;
    private final int length;
    private final @Nullable ForLoop outer;
    private int index;

    ForLoop(String name, int length, @Nullable ForLoop outer) {
        this.name = name;
        this.length = length;
        this.outer = outer;
    }

    void next() {
        index++;
    }

    @Nullable
    Object get(String field) {
        return switch (field) {
            case "first" -> index == 0;
            case "last" -> index == length - 1;
            case "index" -> (long) index + 1;
            case "index0" -> (long) index;
            case "rindex" -> (long) length - index;
            case "rindex0" -> (long) length - index - 1;
            case "length" -> (long) length;
            case "name" -> name;
            case "parentloop" -> outer;
            default -> null;
        };
    }
}
