package dev.vestnik.benchmarks.senders;

import java.util.function.BooleanSupplier;

/** Becomes true some seconds after it was made. */
final class Seconds implements BooleanSupplier {
    private final long over;

    Seconds(int seconds) {
        over = System.nanoTime() + seconds * 1_000_000_000L;
    }

    @Override
    public boolean getAsBoolean() {
        return System.nanoTime() - over >= 0;
    }
}
