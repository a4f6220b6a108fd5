package dev.vestnik.sms;

import dev.vestnik.sms.smpp.GatewaySettings;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the SMS sender.
 *
 * @param gateways in order of preference; none: messages wait in Kafka
 * @param stateDir the directory in which the receipts' correlation keeps a copy of its state
 */
@ConfigurationProperties("vestnik.sms")
record SmsSettings(
        List<GatewaySettings> gateways,
        @DefaultValue("./data/sms-sender") Path stateDir) {
    SmsSettings {
        gateways = gateways == null ? List.of() : List.copyOf(gateways);
    }
}
