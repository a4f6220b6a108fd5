package dev.vestnik.system.poison;

import java.util.List;
import java.util.Map;

/**
 * How long normal messages took, from when their events were due to the outbox.
 *
 * @param millis in ascending order
 * @param putOff how often the door said "later"
 * @param slowSeconds in which second since the beginning how many messages were due that took more than 900 ms
 */
record Latencies(List<Long> millis, int putOff, Map<Long, Long> slowSeconds) {

    long percentile(double part) {
        return millis.isEmpty() ? Long.MAX_VALUE : millis.get((int) Math.ceil(part * millis.size()) - 1);
    }

    @Override
    public String toString() {
        return "messages=%d p50=%d ms p90=%d ms p99=%d ms max=%d ms putOff=%d slow=%s"
                .formatted(
                        millis.size(),
                        percentile(0.5),
                        percentile(0.9),
                        percentile(0.99),
                        percentile(1),
                        putOff,
                        slowSeconds);
    }
}
