package dev.vestnik.rules.document;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a document; not thread-safe. */
public final class Faults {
    private final Set<Fault> found = new LinkedHashSet<>();
    private final Set<Warning> warnings = new LinkedHashSet<>();

    /** Notes what is allowed, and probably not meant. */
    void warn(Warning warning) {
        warnings.add(warning);
    }

    public void add(String path, String problem) {
        found.add(new Fault(path, problem));
    }

    public List<Fault> all() {
        return List.copyOf(found);
    }

    /** The value when nothing is wrong. */
    public <T> Checked<T> of(@Nullable T value) {
        if (value == null && found.isEmpty()) {
            throw new IllegalStateException("neither a value nor a fault");
        }
        return found.isEmpty() && value != null
                ? new Checked.Sound<>(value, List.copyOf(warnings))
                : new Checked.Faulty<>(all());
    }
}
