package dev.vestnik.sandbox.smtp;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.ledger.Ledger;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Beans of the mail server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmtpSettings.class)
@Import({MailDisplay.class, BounceController.class})
public class SmtpConfiguration {
    @Bean
    SmtpServer smtpServer(
            SmtpSettings settings, HostSettings host, Behaviours behaviours, Ledger ledger, InstantSource clock) {
        return new SmtpServer(settings, host, behaviours, new MailRoom(ledger, behaviours, clock));
    }
}
