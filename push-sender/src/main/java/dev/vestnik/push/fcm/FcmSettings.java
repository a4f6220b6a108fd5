package dev.vestnik.push.fcm;

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
        if (serviceAccount == null) {
            throw new ConfigException(
                    "vestnik.push.fcm.service-account", null, "must be a service account's JSON file");
        }
    }
}
