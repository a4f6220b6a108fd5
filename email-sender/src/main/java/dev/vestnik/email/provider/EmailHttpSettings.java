package dev.vestnik.email.provider;

import dev.vestnik.sender.http.HttpGateways;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * E-mail gateways over HTTP, used after those over SMTP.
 *
 * @param http in order of preference
 */
@ConfigurationProperties("vestnik.email")
public record EmailHttpSettings(List<MailHttpAccount> http) {

    /** Names everything that is wrong at once. */
    public EmailHttpSettings {
        http = http == null ? List.of() : List.copyOf(http);
        HttpGateways.check("vestnik.email.http", http);
    }
}
