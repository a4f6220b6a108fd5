package dev.vestnik.email;

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
        if (name == null || name.isBlank() || connections < 0 || rate < 0) {
            throw new ConfigException(
                    "vestnik.email.gateways[].domains[]", name, "needs a name and limits of 0 or more");
        }
        name = name.toLowerCase(Locale.ROOT);
    }

    /** The time between two e-mails. */
    Duration pace() {
        return rate == UNLIMITED ? Duration.ZERO : Duration.ofSeconds(1).dividedBy(rate);
    }
}
