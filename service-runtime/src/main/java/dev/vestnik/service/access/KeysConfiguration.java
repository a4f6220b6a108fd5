package dev.vestnik.service.access;

import java.net.InetAddress;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys of a service some of whose calls take one; their configuration is {@code vestnik.security.*}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
public class KeysConfiguration {
    @Bean
    Doorkeeper doorkeeper(SecuritySettings settings, ServerProperties server, AccessMetrics metrics) {
        InetAddress address = server.getAddress();
        if (settings.open() && (address == null || !address.isLoopbackAddress())) {
            throw new IllegalArgumentException(
                    "vestnik.security.open=true needs a loopback server.address, which is " + address);
        }
        return new Doorkeeper(settings, metrics, InstantSource.system());
    }
}
