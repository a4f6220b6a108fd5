package dev.vestnik.sandbox.apns;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.device.PushTray;
import dev.vestnik.sandbox.host.HostSettings;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Beans of Apple's service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SandboxApnsSettings.class)
@Import(ApnsDisplay.class)
public class ApnsConfiguration {
    @Bean
    ApnsServer apnsServer(
            SandboxApnsSettings settings,
            HostSettings host,
            Behaviours behaviours,
            PushTray tray,
            InstantSource clock) {
        ApnsService service = new ApnsService(settings, new ApnsAuthority(settings, host), tray, clock);
        return new ApnsServer(
                settings, host, behaviours, service, new ApnsCertificates(host, clock.instant()).serverKeys());
    }
}
