package dev.vestnik.push.provider;

import dev.vestnik.service.settings.BrokenRules;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of Huawei's push service.
 *
 * @param appId the app's id in AppGallery Connect
 * @param clientId the OAuth client; absent: the app's id
 * @param clientSecret the OAuth client's secret
 * @param url the address before {@code /v1/...}
 * @param tokenUrl the address that gives access tokens
 * @param timeout the longest time until an answer, after which the notice is in doubt: a slow answer is not a lost one
 */
public record HuaweiSettings(
        String appId,
        String clientId,
        String clientSecret,
        @DefaultValue("https://push-api.cloud.huawei.com") URI url,

        @DefaultValue("https://oauth-login.cloud.huawei.com/oauth2/v3/token")
        URI tokenUrl,

        @DefaultValue("2m") Duration timeout) {
    public HuaweiSettings {
        new BrokenRules("vestnik.push.huawei")
                .check(AccountRules.isId(appId), "app-id", AccountRules.ID)
                .check(AccountRules.isSecret(clientSecret), "client-secret", AccountRules.SECRET)
                .check(AccountRules.isAddress(url), "url", AccountRules.ADDRESS)
                .check(AccountRules.isAddress(tokenUrl), "token-url", AccountRules.ADDRESS)
                .check(timeout.isPositive(), "timeout", AccountRules.TIME)
                .refuse(ConfigException::new);
        clientId = clientIdOr(clientId, appId);
    }

    private static String clientIdOr(@Nullable String clientId, String appId) {
        return Objects.requireNonNullElse(clientId, appId);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "Huawei app " + appId;
    }
}
