package dev.vestnik.benchmarks.senders;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The rate of a bare client that keeps a window full. */
final class BareRate {
    private final BareClient client;
    private final int window;
    private final AtomicInteger number = new AtomicInteger();

    BareRate(BareClient client, int window) {
        this.client = client;
        this.window = window;
    }

    /** Messages a second. */
    double in(Duration time) throws InterruptedException {
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long began = System.nanoTime();
        long end = began + time.toNanos();
        int before = number.get();
        List<Thread> places = new ArrayList<>();
        for (int i = 0; i < window; i++) {
            int place = i;
            places.add(Thread.startVirtualThread(() -> keepFull(place, end, failure)));
        }
        for (Thread place : places) {
            place.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the bare client failed", failure.get());
        }
        return (number.get() - before) * 1e9 / (System.nanoTime() - began);
    }

    private void keepFull(int place, long end, AtomicReference<@Nullable Exception> failure) {
        try {
            while (System.nanoTime() - end < 0 && failure.get() == null) {
                client.send(place, number.incrementAndGet());
            }
        } catch (Exception e) {
            failure.compareAndSet(null, e);
        }
    }
}
