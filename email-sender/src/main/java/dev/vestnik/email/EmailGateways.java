package dev.vestnik.email;

import dev.vestnik.email.provider.EmailHttpGateways;
import dev.vestnik.email.provider.EmailHttpSettings;
import dev.vestnik.email.provider.MimeSource;
import dev.vestnik.schemas.topic.Channel;
import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.Route;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.report.ReportLinks;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.common.config.ConfigException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EmailSettings.class, EmailHttpSettings.class})
class EmailGateways {

    @Bean
    Route route(
            EmailSettings settings,
            EmailHttpSettings http,
            SslBundles bundles,
            @Qualifier("smtpWriteTimer") ScheduledExecutorService smtpWriteTimer,
            @Lazy ReportLinks links,
            SenderSettings sender,
            InstantSource clock) {
        if (sender.reportSecret() == null
                && settings.gateways().stream().anyMatch(gateway -> gateway.bounceAddress() != null)) {
            throw new ConfigException(
                    "vestnik.sender.report-secret is required with a bounce-address: bounces come days after this process");
        }
        Stream<Gateway> smtp = settings.gateways().stream()
                .map(gateway -> new EmailGateway(
                        gateway,
                        new SmtpConnector(gateway, ssl(gateway, bundles), smtpWriteTimer),
                        links::token,
                        clock));
        MimeSource.OfSender mails = (from, name) -> RawMails.of(from, name, links::token, clock);
        return new Route(
                Channel.EMAIL,
                Stream.concat(smtp, EmailHttpGateways.of(http, links, mails, clock).stream())
                        .toList());
    }

    /** Ends slow writes. No default candidate for injection: Boot makes its own executors only where it finds none. */
    @Bean(destroyMethod = "shutdownNow", defaultCandidate = false)
    ScheduledExecutorService smtpWriteTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("smtp-write-timer").factory());
        timer.setRemoveOnCancelPolicy(true); // else it would remember the writes of a minute
        return timer;
    }

    private static SSLSocketFactory ssl(SmtpGatewaySettings gateway, SslBundles bundles) {
        String bundle = gateway.sslBundle();
        try {
            return (bundle == null
                            ? SSLContext.getDefault()
                            : bundles.getBundle(bundle).createSslContext())
                    .getSocketFactory();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no TLS", e);
        }
    }
}
