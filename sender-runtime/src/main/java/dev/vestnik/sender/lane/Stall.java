package dev.vestnik.sender.lane;

import dev.vestnik.sender.Lane;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A part of a lane's work that needs Kafka or the registry: rests after a failure of theirs, and then is tried again. */
final class Stall {
    private static final Logger log = LoggerFactory.getLogger(Stall.class);
    static final Duration REST = Duration.ofSeconds(1);

    private final Lane lane;
    private final String work;
    private @Nullable String cause;
    private long since;

    /** @param work the name of the work in the log */
    Stall(Lane lane, String work) {
        this.lane = lane;
        this.work = work;
    }

    /** Does the work unless it rests. */
    void tried(Runnable part) {
        if (cause != null && System.nanoTime() - since < REST.toNanos()) {
            return;
        }
        try {
            part.run();
            cause = null;
        } catch (KafkaException e) {
            log.warn("lane={} stalled={} cause=\"{}\"", lane, work, e.getMessage());
            cause = e.getClass().getSimpleName();
            since = System.nanoTime();
        }
    }

    /** The exception of the last try; null when it went well. */
    @Nullable
    String cause() {
        return cause;
    }
}
