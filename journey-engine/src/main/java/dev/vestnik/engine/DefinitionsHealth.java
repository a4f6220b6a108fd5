package dev.vestnik.engine;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.LogSnapshot;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up once the log has been read, whatever it holds: what is broken is told, and stops nothing else. */
final class DefinitionsHealth implements HealthIndicator {
    private static final int MOST_TOLD = 20;

    private final DefinitionsLog log;

    DefinitionsHealth(DefinitionsLog log) {
        this.log = log;
    }

    @Override
    public Health health() {
        LogSnapshot snapshot = log.snapshot();
        return (log.caughtUp() ? Health.up() : Health.outOfService())
                .withDetail("revision", snapshot.all().revision())
                .withDetail("brokenTotal", snapshot.broken().size())
                .withDetail(
                        "broken", snapshot.broken().stream().limit(MOST_TOLD).toList())
                .withDetail("unread", log.unread().count())
                .build();
    }
}
