package dev.vestnik.sandbox.fcm;

import dev.vestnik.sandbox.device.IssuedTokens;
import dev.vestnik.sandbox.host.HostSettings;
import dev.vestnik.sandbox.host.PublicUrl;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Beans of Google's service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SandboxFcmSettings.class)
@Import({FcmController.class, TokenController.class, FcmDisplay.class})
public class FcmConfiguration {
    @Bean
    ServiceAccount serviceAccount(SandboxFcmSettings settings, HostSettings host, PublicUrl url) {
        return new ServiceAccount(settings, host, url);
    }

    @Bean
    IssuedTokens accessTokens(ServiceAccount account) {
        return new IssuedTokens(account.secret());
    }
}
