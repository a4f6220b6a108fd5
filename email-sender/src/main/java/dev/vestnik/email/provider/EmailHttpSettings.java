package dev.vestnik.email.provider;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
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
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < http.size(); i++) {
            String path = "vestnik.email.http[" + i + "].";
            http.get(i).problems().forEach(problem -> problems.add(path + problem));
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(String.join("\n", problems));
        }
    }
}
