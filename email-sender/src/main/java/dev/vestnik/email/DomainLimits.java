package dev.vestnik.email;

import dev.vestnik.service.settings.BrokenRules;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of what one gateway sends to one domain of recipients, over all instances.
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

    /** The part of one of so many instances. */
    Part among(int instances) {
        Duration pace = rate == UNLIMITED
                ? Duration.ZERO
                : Duration.ofSeconds(instances).dividedBy(rate);
        return new Part(connections == UNLIMITED ? Integer.MAX_VALUE : Math.max(1, connections / instances), pace);
    }

    /**
     * One instance's part of the bounds.
     *
     * @param widest the most e-mails at once
     * @param pace the time between two e-mails
     */
    record Part(int widest, Duration pace) {}
}
