package dev.vestnik.email;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param gateways in order of preference; without any, the lanes wait */
@ConfigurationProperties("vestnik.email")
record EmailSettings(@DefaultValue List<SmtpGatewaySettings> gateways) {
    EmailSettings {
        gateways = List.copyOf(gateways);
    }
}
