package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.Provider;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The one account that all providers over HTTP know, also Huawei and RuStore.
 *
 * @param user the account's name: Twilio's account SID, SMSC.ru's login, Vonage's API key
 * @param key its key, token or password
 * @param signingKey the key with which Mailgun signs its calls
 * @param hooks the addresses that providers call when a message names none, by provider; people's texts go there too
 */
@ConfigurationProperties("vestnik.sandbox.http")
public record HttpSettings(
        @DefaultValue("vestnik") String user,
        @DefaultValue("vestnik-sandbox-key") String key,
        @DefaultValue("vestnik-signing-key") String signingKey,
        @DefaultValue Map<Provider, URI> hooks) {
    public HttpSettings {
        hooks = Map.copyOf(hooks);
    }

    /** Leaves the keys out. */
    @Override
    public String toString() {
        return "account " + user;
    }
}
