package dev.vestnik.push.fcm;

import dev.vestnik.service.settings.BrokenRules;
import dev.vestnik.service.settings.SettingsReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of Google's push service.
 *
 * @param serviceAccount the JSON file of a service account, which also names the project and the token endpoint
 * @param url the address before {@code /v1/projects/...}
 * @param timeout the longest time until an answer, after which the notice is in doubt: a slow answer is not a lost one
 */
public record FcmSettings(
        Path serviceAccount,
        @DefaultValue("https://fcm.googleapis.com") URI url,
        @DefaultValue("2m") Duration timeout) {
    public FcmSettings {
        new BrokenRules("vestnik.push.fcm")
                .check(serviceAccount != null, "service-account", "must be a service account's JSON file")
                .check(timeout.isPositive(), "timeout", "must be longer than 0s")
                .refuse(ConfigException::new);
    }

    /** Notes what is wrong with the service account's file. */
    public void check(SettingsReader settings) {
        if (settings.file("vestnik.push.fcm.service-account", serviceAccount)) {
            settings.passes("vestnik.push.fcm.service-account", () -> GoogleAccount.of(serviceAccount));
        }
    }
}
