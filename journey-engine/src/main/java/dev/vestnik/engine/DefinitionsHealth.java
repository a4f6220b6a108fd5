package dev.vestnik.engine;

import dev.vestnik.engine.definitions.DefinitionsLog;
import dev.vestnik.engine.definitions.LogSnapshot;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Up once the log has been read, whatever it holds: broken documents are counted, and stop nothing else. The page needs no key: which
 * documents they are says /api/status, to those who may see them.
 */
final class DefinitionsHealth implements HealthIndicator {
    private final DefinitionsLog log;

    DefinitionsHealth(DefinitionsLog log) {
        this.log = log;
    }

    @Override
    public Health health() {
        LogSnapshot snapshot = log.snapshot();
        return (log.caughtUp() ? Health.up() : Health.outOfService())
                .withDetail("revision", snapshot.all().revision())
                .withDetail("featureLevel", snapshot.definitions().level().number())
                .withDetail("brokenTotal", snapshot.broken().size())
                .withDetail("unread", log.unread().count())
                .build();
    }
}
