package dev.vestnik.sandbox.smpp;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.followup.EarlyFollowUps;
import dev.vestnik.sandbox.followup.FollowUpQueue;
import dev.vestnik.sandbox.followup.FollowUpWorker;
import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.ledger.Ledger;
import dev.vestnik.sandbox.ledger.Provider;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Beans of the SMS centre. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmppSettings.class)
@Import({InboundController.class, SmsDisplay.class, Receivers.class})
public class SmppConfiguration {
    @Bean
    FollowUpQueue smsFollowUps(InstantSource clock) {
        return new FollowUpQueue(Set.of(Provider.SMPP), clock);
    }

    @Bean
    GatewayIds gatewayIds(SmppSettings settings, Ledger ledger) {
        return new GatewayIds(settings, ledger);
    }

    @Bean
    FollowUpDeliveries deliveries(Receivers receivers, GatewayIds ids, Behaviours behaviours) {
        return new FollowUpDeliveries(receivers, ids, behaviours);
    }

    @Bean
    FollowUpWorker smsFollowUpWorker(
            Ledger ledger,
            @Qualifier("smsFollowUps") FollowUpQueue queue,
            FollowUpDeliveries deliveries,
            SmppSettings settings,
            InstantSource clock) {
        return new FollowUpWorker(ledger, queue, deliveries, clock, settings.receiptRetry());
    }

    @Bean
    SmsCentre smsCentre(Ledger ledger, GatewayIds ids, Behaviours behaviours, InstantSource clock) {
        return new SmsCentre(ledger, ids, behaviours, clock);
    }

    @Bean
    EarlyFollowUps earlyReceipts(
            Ledger ledger,
            FollowUpDeliveries deliveries,
            @Qualifier("smsFollowUps") FollowUpQueue queue,
            InstantSource clock) {
        return new EarlyFollowUps(ledger, deliveries, queue, clock);
    }

    @Bean
    SmppServer smppServer(
            SmppSettings settings,
            HostSettings host,
            Behaviours behaviours,
            SmsCentre centre,
            EarlyFollowUps earlyReceipts,
            Receivers receivers) {
        return new SmppServer(
                settings, host, behaviours, new SessionListener(centre, earlyReceipts, behaviours), receivers);
    }
}
