package dev.vestnik.email;

import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.service.settings.SettingsCheck;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
class EmailGateways {

    @Bean
    static SettingsCheck emailSettingsCheck() {
        return settings -> EmailAccounts.read(settings, settings.read("vestnik.sender", SenderSettings.class));
    }

    /** @param links lazy, because the links need the planner's channel */
    @Bean
    GatewayPlanner gatewayPlanner(
            SslBundles bundles,
            @Qualifier("smtpWriteTimer") ScheduledExecutorService smtpWriteTimer,
            @Lazy ReportLinks links,
            SenderSettings sender,
            InstantSource clock) {
        return new EmailPlanner(
                sender,
                bundles.getBundleNames(),
                gateway -> new EmailGateway(
                        gateway,
                        new SmtpConnector(gateway, ssl(gateway, bundles), smtpWriteTimer),
                        links::token,
                        clock),
                account -> {
                    BulkSenderRules.warn(account.name(), BulkSenderRules.breaches(account));
                    return EmailAccounts.gateway(account, links, clock);
                });
    }

    /** Ends slow writes. No default candidate for injection: Boot makes its own executors only where it finds none. */
    @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
    ScheduledExecutorService smtpWriteTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("smtp-write-timer").factory());
        timer.setRemoveOnCancelPolicy(true); // else it would remember the writes of a minute
        return timer;
    }

    private static Supplier<SSLSocketFactory> ssl(SmtpGatewaySettings gateway, SslBundles bundles) {
        String bundle = gateway.sslBundle();
        return bundle == null ? EmailGateways::usual : new BundleSockets(bundles, bundle);
    }

    private static SSLSocketFactory usual() {
        try {
            return SSLContext.getDefault().getSocketFactory();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no TLS", e);
        }
    }
}
