package dev.vestnik.sandbox.smtp;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.followup.FollowUpQueue;
import dev.vestnik.sandbox.followup.FollowUpWorker;
import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.Provider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Beans of the mail server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SmtpSettings.class, ImapSettings.class})
@Import({MailDisplay.class, BounceController.class})
public class SmtpConfiguration {
    private static final Duration PIPE_AGAIN_AFTER = Duration.ofSeconds(1);

    @Bean
    FollowUpQueue mailFollowUps(InstantSource clock) {
        return new FollowUpQueue(Set.of(Provider.SMTP), clock);
    }

    @Bean
    ReturnMailbox returnMailbox(ImapSettings settings, HostSettings host) {
        return new ReturnMailbox(settings, host);
    }

    @Bean
    MailReports mailReports(SmtpSettings settings, ReturnMailbox mailbox) {
        return new MailReports(settings, mailbox);
    }

    @Bean
    FollowUpWorker mailFollowUpWorker(
            Ledger ledger, @Qualifier("mailFollowUps") FollowUpQueue queue, MailReports reports, InstantSource clock) {
        return new FollowUpWorker(ledger, queue, reports, clock, PIPE_AGAIN_AFTER);
    }

    @Bean
    SmtpServer smtpServer(
            SmtpSettings settings, HostSettings host, Behaviours behaviours, Ledger ledger, InstantSource clock) {
        return new SmtpServer(settings, host, behaviours, new MailRoom(ledger, behaviours, clock));
    }
}
