package dev.vestnik.email;

import dev.vestnik.sender.DomainName;
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
        if (domain.isEmpty() || selector == null || selector.isBlank() || key == null) {
            throw new ConfigException(
                    "vestnik.email.gateways[].dkim[]", domain, "needs a domain, a selector and a key");
        }
    }
}
