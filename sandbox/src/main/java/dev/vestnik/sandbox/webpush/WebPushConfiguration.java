package dev.vestnik.sandbox.webpush;

import dev.vestnik.sandbox.host.HostSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Beans of the browsers' push service and of the browser. */
@Configuration(proxyBeanMethods = false)
@Import({WebPushController.class, WebPushDisplay.class, Vapid.class})
public class WebPushConfiguration {
    @Bean
    Subscriptions subscriptions(HostSettings host) {
        return new Subscriptions(host.file("webpush-subscriptions.ndjson"));
    }
}
