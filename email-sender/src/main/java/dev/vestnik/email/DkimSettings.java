package dev.vestnik.email;

import dev.vestnik.sender.DomainName;
import dev.vestnik.service.settings.BrokenRules;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigException;

/**
 * @param domain the domain that vouches for the e-mails, {@code d=}
 * @param selector the name of the public key in DNS: {@code selector._domainkey.domain}
 * @param key the private key's file
 */
record DkimSettings(String domain, String selector, Path key) {
    DkimSettings {
        domain = DomainName.ascii(domain == null ? "" : domain).orElse("");
        new BrokenRules("vestnik.email.gateways[].dkim[]")
                .check(!domain.isEmpty(), "domain", "is required")
                .check(selector != null && !selector.isBlank(), "selector", "is required")
                .check(key != null, "key", "is required: the file of the private key")
                .refuse(ConfigException::new);
    }
}
