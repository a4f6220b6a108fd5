package dev.vestnik.sender.runtime;

import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.hook.HookConfiguration;
import dev.vestnik.sender.http.HttpConfiguration;
import dev.vestnik.sender.lane.LaneConfiguration;
import dev.vestnik.sender.live.LiveConfiguration;
import dev.vestnik.sender.report.ReportConfiguration;
import dev.vestnik.sender.status.StatusConfiguration;
import dev.vestnik.sender.tracking.TrackingSettings;
import dev.vestnik.service.ServiceRuntime;
import dev.vestnik.service.kafka.KafkaSettingsConfiguration;
import dev.vestnik.service.link.LinkSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;

/**
 * Makes an application a sender: imported by its main class, next to one bean of type {@link GatewayPlanner}. Provides the beans {@link
 * dev.vestnik.sender.report.Reports} and {@link dev.vestnik.sender.report.ReportLinks}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SenderSettings.class, LinkSettings.class, TrackingSettings.class})
@PropertySource("classpath:dev/vestnik/sender/defaults.properties")
@Import({
    ServiceRuntime.class,
    KafkaSettingsConfiguration.class,
    KafkaConfiguration.class,
    SenderCalls.class,
    LiveConfiguration.class,
    LaneConfiguration.class,
    ReportConfiguration.class,
    HookConfiguration.class,
    HttpConfiguration.class,
    StatusConfiguration.class
})
public class SenderRuntime {}
