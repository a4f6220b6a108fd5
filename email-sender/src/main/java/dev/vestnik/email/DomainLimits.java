package dev.vestnik.email;

import dev.vestnik.service.settings.BrokenRules;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of what one gateway sends to one domain of recipients.
 *
 * @param name the domain in ASCII
 * @param connections the most e-mails at once, 0 for as many as the gateway has connections
 * @param rate e-mails a second, 0 for no limit
 */
record DomainLimits(
        String name,
        @DefaultValue("0") int connections,
        @DefaultValue("0") int rate) {
    static final int UNLIMITED = 0;

    DomainLimits {
        new BrokenRules("vestnik.email.gateways[].domains[]")
                .check(name != null && !name.isBlank(), "name", "is required: a domain of recipients")
                .check(connections >= 0, "connections", "must be 0 (as many as the gateway has) or more")
                .check(rate >= 0, "rate", "must be 0 (no limit) or more")
                .refuse(ConfigException::new);
        name = name.toLowerCase(Locale.ROOT);
    }

    /** The time between two e-mails. */
    Duration pace() {
        return rate == UNLIMITED ? Duration.ZERO : Duration.ofSeconds(1).dividedBy(rate);
    }
}
