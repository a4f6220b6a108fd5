package dev.vestnik.sms;

import dev.vestnik.sender.Gateway;
import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.live.LiveRoute;
import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.sender.report.Reports;
import dev.vestnik.sender.report.ReportsById;
import dev.vestnik.service.kafka.KafkaSettings;
import dev.vestnik.service.kafka.ObservedWriter;
import dev.vestnik.service.settings.SettingsCheck;
import dev.vestnik.sms.metrics.SmsMetrics;
import dev.vestnik.sms.provider.CorrelatedReports;
import dev.vestnik.sms.receipts.KafkaProviderReceipts;
import dev.vestnik.sms.receipts.ProviderReceipts;
import dev.vestnik.sms.receipts.ReceiptStreams;
import dev.vestnik.sms.smpp.DeliverSmReceiver;
import dev.vestnik.sms.smpp.GatewaySettings;
import dev.vestnik.sms.smpp.SmppGateway;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.apache.kafka.streams.KafkaStreams;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Beans of the SMS channel: its gateways, and the correlation of their receipts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmsSettings.class)
class SmsConfiguration {

    @Bean
    ProviderReceipts providerReceipts(
            KafkaSettings kafka, ObservedWriter<byte[], byte[]> writer, SenderMetrics metrics) {
        return new KafkaProviderReceipts(kafka, writer, metrics);
    }

    @Bean
    SmsMetrics smsMetrics(MeterRegistry registry) {
        return new SmsMetrics(registry);
    }

    @Bean
    ReportsById reportsById(ProviderReceipts receipts) {
        return new CorrelatedReports(receipts);
    }

    @Bean
    static SettingsCheck smsSettingsCheck() {
        return settings -> SmsAccounts.read(settings, settings.read("vestnik.sender", SenderSettings.class));
    }

    /** @param links lazy, because the links need the planner's channel */
    @Bean
    GatewayPlanner gatewayPlanner(
            SenderSettings sender,
            ProviderReceipts receipts,
            Reports reports,
            @Lazy ReportLinks links,
            SmsMetrics metrics,
            InstantSource clock) {
        return new SmsPlanner(
                sender,
                settings -> gateway(settings, receipts, reports, metrics, clock),
                account -> SmsAccounts.gateway(account, links, clock));
    }

    private static Gateway gateway(
            GatewaySettings settings,
            ProviderReceipts receipts,
            Reports reports,
            SmsMetrics metrics,
            InstantSource clock) {
        DeliverSmReceiver receiver = new DeliverSmReceiver(settings, receipts, reports, clock);
        return new SmppGateway(settings, receiver, metrics, clock);
    }

    @Bean
    ReceiptStreams receiptStreams(
            KafkaSettings kafka, SenderSettings sender, SmsSettings settings, SenderMetrics metrics, SmsMetrics sms) {
        return new ReceiptStreams(kafka, sender, settings.stateDir(), metrics, sms);
    }

    @Bean
    HealthIndicator bindsHealthIndicator(LiveRoute route) {
        return new BindsHealth(route);
    }

    @Bean
    HealthIndicator correlationHealthIndicator(ReceiptStreams streams) {
        return () -> {
            boolean running = streams.state()
                    .filter(state -> state == KafkaStreams.State.RUNNING)
                    .isPresent();
            Health.Builder health = running ? Health.up() : Health.outOfService();
            if (streams.cause() != null && !running) {
                health.withDetail("cause", streams.cause());
            }
            return health.withDetail("state", streams.state().map(Enum::name).orElse("WAITING"))
                    .build();
        };
    }
}
