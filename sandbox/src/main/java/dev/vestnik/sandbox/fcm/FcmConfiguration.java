package dev.vestnik.sandbox.fcm;

import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.host.PublicUrl;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Google's service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FcmSettings.class)
@Import({FcmController.class, TokenController.class, FcmDisplay.class})
public class FcmConfiguration {
    @Bean
    ServiceAccount serviceAccount(FcmSettings settings, HostSettings host, PublicUrl url) {
        return new ServiceAccount(settings, host, url);
    }

    @Bean
    AccessTokens accessTokens(ServiceAccount account) {
        return new AccessTokens(account.secret());
    }
}
