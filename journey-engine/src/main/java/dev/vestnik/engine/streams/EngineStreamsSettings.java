package dev.vestnik.engine.streams;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration {@code vestnik.engine.*} of the stream processing.
 *
 * @param applicationId names the consumer group, the changelogs and the state directory, default {@code journey-engine}
 * @param stateDir where the local stores are, default {@code ./data/engine}
 * @param threads that process, default 2
 * @param instanceId unique and the same after a restart, so that one without copies elsewhere moves nothing; empty: dynamic membership
 * @param standbyReplicas copies of the stores on other instances, which take over when this one stops; default 0
 * @param memory for the stores' blocks and write buffers together, in MiB, default 512
 * @param commit when what was done becomes visible at the latest, default 100 ms; service messages and wake-ups ask for it sooner
 */
@ConfigurationProperties("vestnik.engine")
record EngineStreamsSettings(
        @DefaultValue("journey-engine") String applicationId,
        @DefaultValue("./data/engine") Path stateDir,
        @DefaultValue("2") int threads,
        @DefaultValue("") String instanceId,
        @DefaultValue("0") int standbyReplicas,
        @DefaultValue("512") int memory,
        @DefaultValue("100ms") Duration commit) {

    EngineStreamsSettings {
        check(applicationId.matches("[A-Za-z0-9._-]{1,100}"), "application-id is 1-100 letters, digits, '.', '_', '-'");
        check(threads > 0, "threads must be at least 1");
        check(standbyReplicas >= 0, "standby-replicas must not be negative");
        check(memory >= 16, "memory must be at least 16 (MiB)");
        check(commit.toMillis() >= 5 && commit.toMillis() <= 5_000, "commit must be 5 ms to 5 s");
    }

    /** Whether others can go on better than the same instance, which is away for as long as a start takes. */
    boolean leavesAtItsEnd() {
        return instanceId.isEmpty() || standbyReplicas > 0;
    }

    private static void check(boolean good, String problem) {
        if (!good) {
            throw new IllegalArgumentException("vestnik.engine." + problem);
        }
    }
}
