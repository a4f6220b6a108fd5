package dev.vestnik.standalone.installation;

import dev.vestnik.embedded.RegistryState;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Shows the registry's process on the health page of each service. It is no part of readiness: a service that needs a missing schema waits
 * and reports that itself, and the others work on.
 */
final class RegistryHealth implements HealthIndicator {
    private final Supplier<RegistryState> registry;

    RegistryHealth(Supplier<RegistryState> registry) {
        this.registry = registry;
    }

    @Override
    public Health health() {
        RegistryState state = registry.get();
        Health.Builder health = switch (state) {
            case RegistryState.Running _ -> Health.up();
            case RegistryState.Stopped _ -> Health.outOfService();
            case RegistryState.Down(int _, String problem, int failedAttempts) ->
                Health.down()
                        .withDetail("problem", problem + "; it is being started again")
                        .withDetail("failedAttempts", failedAttempts);
        };
        return health.withDetail("restarts", state.restarts()).build();
    }
}
