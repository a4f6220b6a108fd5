package dev.vestnik.sender.live;

import dev.vestnik.sender.GatewayPlanner;
import dev.vestnik.sender.SenderMetrics;
import dev.vestnik.sender.SenderSettings;
import dev.vestnik.sender.gateway.GuardedRoute;
import dev.vestnik.service.settings.RegularLook;
import dev.vestnik.service.settings.SettingsCheck;
import dev.vestnik.service.settings.SettingsReader;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** The gateways as the settings in force have them, and the watch over these settings. */
@Configuration(proxyBeanMethods = false)
public class LiveConfiguration {

    @Bean
    static SettingsCheck senderSettingsCheck() {
        return settings -> settings.read("vestnik.sender", SenderSettings.class);
    }

    @Bean
    LiveSettings liveSettings(
            GatewayPlanner planner,
            ConfigurableEnvironment environment,
            SenderSettings settings,
            SenderMetrics metrics,
            InstantSource clock) {
        return new LiveSettings(planner, new SettingsReader(environment), settings, metrics, clock);
    }

    /** Closed with the settings, which know gateways that leave too. */
    @Bean(destroyMethod = "")
    LiveRoute liveRoute(LiveSettings settings) {
        return settings.route();
    }

    @Bean
    GuardedRoute guardedRoute(LiveRoute route) {
        return route.guarded();
    }

    @Bean
    RegularLook settingsWatch(ConfigurableEnvironment environment, LiveSettings settings) {
        SettingsWatch watch = new SettingsWatch(environment, settings);
        return new RegularLook("settings-watch", watch::look, SettingsWatch::failed);
    }
}
