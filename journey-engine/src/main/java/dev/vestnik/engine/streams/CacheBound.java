package dev.vestnik.engine.streams;

import java.util.concurrent.atomic.AtomicInteger;

/** The memory that the open {@link WriteBackStore}s share, each the same part of it. */
final class CacheBound {
    private final long bytes;
    private final AtomicInteger open = new AtomicInteger();

    CacheBound(long bytes) {
        this.bytes = bytes;
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    /** What one of them may hold, in bytes. */
    long each() {
        return bytes / Math.max(1, open.get());
    }
}
