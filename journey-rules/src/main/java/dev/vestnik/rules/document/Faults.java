package dev.vestnik.rules.document;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a document, the first thousand faults of it; not thread-safe. */
public final class Faults {
    static final int MOST = 1_000;
    private static final Fault MORE = new Fault("", "has more faults than these " + MOST);

    private final Set<Fault> found = new LinkedHashSet<>();
    private final Set<Warning> warnings = new LinkedHashSet<>();

    /** Notes what is allowed, and probably not meant. */
    void warn(Warning warning) {
        if (warnings.size() < MOST) {
            warnings.add(warning);
        }
    }

    public void add(String path, String problem) {
        found.add(found.size() < MOST ? new Fault(path, problem) : MORE);
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
