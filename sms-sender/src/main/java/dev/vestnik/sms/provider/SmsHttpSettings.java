package dev.vestnik.sms.provider;

import dev.vestnik.sender.http.HttpGateways;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * SMS gateways over HTTP, used after those over SMPP.
 *
 * @param http in order of preference
 */
@ConfigurationProperties("vestnik.sms")
public record SmsHttpSettings(List<HttpAccount> http) {

    /** Names everything that is wrong at once. */
    public SmsHttpSettings {
        http = http == null ? List.of() : List.copyOf(http);
        HttpGateways.check("vestnik.sms.http", http);
    }
}
