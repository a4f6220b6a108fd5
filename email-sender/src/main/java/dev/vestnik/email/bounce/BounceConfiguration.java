package dev.vestnik.email.bounce;

import dev.vestnik.sender.report.ReportLinks;
import dev.vestnik.sender.report.Reports;
import dev.vestnik.service.access.AccessTable;
import dev.vestnik.service.settings.SettingsCheck;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Beans that take bounces, from a mailbox and by HTTP. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BounceSettings.class)
public class BounceConfiguration {

    @Bean
    static SettingsCheck bounceSettingsCheck() {
        return settings -> settings.read("vestnik.email.bounces", BounceSettings.class);
    }

    @Bean
    BounceMetrics bounceMetrics(MeterRegistry registry) {
        return new BounceMetrics(registry);
    }

    @Bean
    Bounces bounces(ReportLinks links, Reports reports, BounceMetrics metrics) {
        return new Bounces(new BounceReader(links::read), reports, metrics);
    }

    @Bean
    @ConditionalOnProperty("vestnik.email.bounces.host")
    BounceMailbox bounceMailbox(BounceSettings settings, Bounces bounces, BounceMetrics metrics) {
        return new BounceMailbox(settings, bounces, metrics);
    }

    @Bean
    @ConditionalOnProperty("vestnik.email.bounces.door-key")
    RouterFunction<ServerResponse> bounceDoor(BounceSettings settings, Bounces bounces) {
        return new BounceDoor(bounces, String.valueOf(settings.doorKey())).routes();
    }

    /** Open to the table: the door asks for its own key, so that a sender needs no others. */
    @Bean
    @ConditionalOnProperty("vestnik.email.bounces.door-key")
    AccessTable.Row bounceCall() {
        return AccessTable.open(HttpMethod.POST, BounceDoor.PATH);
    }
}
