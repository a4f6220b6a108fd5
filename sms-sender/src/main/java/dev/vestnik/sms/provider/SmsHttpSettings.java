package dev.vestnik.sms.provider;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
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
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < http.size(); i++) {
            String path = "vestnik.sms.http[" + i + "].";
            http.get(i).problems().forEach(problem -> problems.add(path + problem));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("\n", problems));
        }
    }
}
