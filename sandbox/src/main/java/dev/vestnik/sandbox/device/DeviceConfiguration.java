package dev.vestnik.sandbox.device;

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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Beans that all push services share. */
@Configuration(proxyBeanMethods = false)
public class DeviceConfiguration {
    private static final Duration REPORT_AGAIN_AFTER = Duration.ofSeconds(1);

    @Bean
    FollowUpQueue deviceFollowUps(InstantSource clock) {
        return new FollowUpQueue(
                Set.of(Provider.APNS, Provider.FCM, Provider.WEBPUSH, Provider.HUAWEI, Provider.RUSTORE), clock);
    }

    @Bean
    DeviceReports deviceReports(Behaviours behaviours) {
        return new DeviceReports(behaviours);
    }

    @Bean
    FollowUpWorker deviceFollowUpWorker(
            Ledger ledger,
            @Qualifier("deviceFollowUps") FollowUpQueue queue,
            DeviceReports reports,
            InstantSource clock) {
        return new FollowUpWorker(ledger, queue, reports, clock, REPORT_AGAIN_AFTER);
    }

    @Bean
    PushTray pushTray(Ledger ledger, Behaviours behaviours, HostSettings host, InstantSource clock) {
        return new PushTray(ledger, behaviours, new ReportTargets(host), clock);
    }

    @Bean
    FailingConnections failingConnections(Behaviours behaviours) {
        return new FailingConnections(behaviours);
    }
}
