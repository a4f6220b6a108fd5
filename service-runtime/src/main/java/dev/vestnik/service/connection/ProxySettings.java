package dev.vestnik.service.connection;

import dev.vestnik.service.settings.BrokenRules;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The setting {@code vestnik.web.proxies}.
 *
 * @param proxies the networks of the proxies before this service, whose {@code X-Forwarded-For} tells a caller's address
 */
@ConfigurationProperties("vestnik.web")
record ProxySettings(@DefaultValue List<String> proxies) {
    ProxySettings {
        proxies = List.copyOf(proxies);
        new BrokenRules("vestnik.web")
                .check(
                        proxies.stream().allMatch(Proxies::isNetwork),
                        "proxies",
                        "are networks or addresses: 10.0.0.0/8, 2001:db8::/32, 192.0.2.7")
                .refuse(IllegalArgumentException::new);
    }
}
