package dev.vestnik.sms;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the SMS sender, apart from its gateways.
 *
 * @param stateDir the directory in which the receipts' correlation keeps a copy of its state
 */
@ConfigurationProperties("vestnik.sms")
record SmsSettings(@DefaultValue("./data/sms-sender") Path stateDir) {}
