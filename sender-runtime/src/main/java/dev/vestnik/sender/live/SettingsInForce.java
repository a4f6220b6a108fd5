package dev.vestnik.sender.live;

import dev.vestnik.service.settings.SettingFault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a sender's gateways and routes as they are used.
 *
 * @param revision names them by their content
 * @param refused the change that the files hold and that was not taken; null when they hold what is in force
 * @param restart names of settings that have changed and take a restart
 */
public record SettingsInForce(
        String revision, Instant since, @Nullable Refusal refused, List<String> restart) {
    public SettingsInForce {
        restart = List.copyOf(restart);
    }

    /** A change that was refused: when, and everything that is wrong with it. */
    public record Refusal(Instant at, List<SettingFault> faults) {
        public Refusal {
            faults = List.copyOf(faults);
        }
    }

    SettingsInForce withRefusal(@Nullable Refusal now) {
        return new SettingsInForce(revision, since, now, restart);
    }

    SettingsInForce withRestart(List<String> names) {
        return new SettingsInForce(revision, since, refused, names);
    }
}
