package dev.vestnik.push.provider;

import dev.vestnik.service.settings.BrokenRules;
import java.net.URI;
import java.time.Duration;
import org.apache.kafka.common.config.ConfigException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of RuStore's push service.
 *
 * @param project the push project's id in the RuStore console
 * @param serviceToken the project's service token
 * @param url the address before {@code /v1/projects/...}
 * @param timeout the longest time until an answer, after which the notice is in doubt: a slow answer is not a lost one
 */
public record RuStoreSettings(
        String project,
        String serviceToken,
        @DefaultValue("https://vkpns.rustore.ru") URI url,
        @DefaultValue("2m") Duration timeout) {
    public RuStoreSettings {
        new BrokenRules("vestnik.push.rustore")
                .check(AccountRules.isId(project), "project", AccountRules.ID)
                .check(AccountRules.isSecret(serviceToken), "service-token", AccountRules.SECRET)
                .check(AccountRules.isAddress(url), "url", AccountRules.ADDRESS)
                .check(timeout.isPositive(), "timeout", AccountRules.TIME)
                .refuse(ConfigException::new);
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "RuStore project " + project;
    }
}
