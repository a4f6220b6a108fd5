package dev.vestnik.engine.streams;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Ends a stream thread, once each time that a test asks for it. */
final class Crashes {
    private final AtomicReference<@Nullable Moment> next = new AtomicReference<>();

    /** The moment in which a thread ends. */
    enum Moment {
        DECIDING,
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    void at(Moment moment) {
        next.set(moment);
    }

    /** Nothing ends from now on. */
    void none() {
        next.set(null);
    }

    void come(Moment moment) {
        if (next.compareAndSet(moment, null)) {
            throw new AssertionError("a thread that ends " + moment);
        }
    }
}
