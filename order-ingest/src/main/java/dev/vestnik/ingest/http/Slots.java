package dev.vestnik.ingest.http;

import dev.vestnik.ingest.security.Caller;
import java.util.HashMap;
import java.util.Map;

/** Room for requests that are worked on. No caller has more than three quarters of it, so that slow ones do not shut out another shop's. */
final class Slots {
    private final int most;
    private final int mostOfOne;
    private final Map<Caller, Integer> taken = new HashMap<>();
    private int all;

    Slots(int most) {
        this.most = most;
        this.mostOfOne = Math.max(1, most * 3 / 4);
    }

    /** True: it has room until it gives it {@link #release back}. */
    synchronized boolean tryAcquire(Caller caller) {
        if (all >= most || taken.getOrDefault(caller, 0) >= mostOfOne) {
            return false;
        }
        all++;
        taken.merge(caller, 1, Integer::sum);
        return true;
    }

    synchronized void release(Caller caller) {
        all--;
        taken.computeIfPresent(caller, (same, count) -> count == 1 ? null : count - 1);
    }
}
