package dev.vestnik.sender.live;

import dev.vestnik.service.settings.FreshSettings;
import dev.vestnik.service.settings.SettingsException;
import dev.vestnik.service.settings.SettingsReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Looks whether the settings of gateways and routes have changed: at what is set and at the contents of the files that it
 * names, so that it makes no difference how they are replaced. A change is taken once two looks in a row have seen the same: an editor or a
 * copy may write a file in parts.
 */
final class SettingsWatch {
    private static final Logger log = LoggerFactory.getLogger(SettingsWatch.class);
    private static final List<String> TAKES_RESTART = List.of(
            "vestnik.sender",
            "vestnik.kafka",
            "vestnik.security",
            "vestnik.email.bounces",
            "vestnik.sms.state-dir",
            "server",
            "spring.ssl");

    private final ConfigurableEnvironment running;
    private final LiveSettings settings;
    private final String watched;
    private final Map<String, Map<String, String>> atStart = new TreeMap<>();
    private Map<String, String> seen;
    private boolean settled = true;

    SettingsWatch(ConfigurableEnvironment running, LiveSettings settings) {
        this.running = running;
        this.settings = settings;
        this.watched = "vestnik." + settings.channel();
        SettingsReader now = new SettingsReader(running);
        this.seen = now.snapshot(watched);
        TAKES_RESTART.forEach(name -> atStart.put(name, set(now, name)));
    }

    /** Reads a section, or one setting, as it is set. */
    private static Map<String, String> set(SettingsReader settings, String name) {
        String single = settings.text(name);
        return single == null ? settings.snapshot(name) : Map.of(name, single);
    }

    /** Looks once. */
    void look() {
        try {
            SettingsReader fresh = new SettingsReader(FreshSettings.of(running));
            if (isNews(fresh.snapshot(watched))) {
                settings.take(fresh);
            }
            settings.takesRestart(TAKES_RESTART.stream()
                    .filter(name -> !set(fresh, name).equals(atStart.get(name)))
                    .toList());
        } catch (SettingsException unreadable) {
            if (isNews(Map.of("unreadable", String.valueOf(unreadable.getMessage())))) {
                settings.refuse(unreadable.faults());
            }
        }
    }

    /** Whether something was seen for the second time in a row that was not acted upon yet. */
    private boolean isNews(Map<String, String> now) {
        boolean again = now.equals(seen);
        boolean news = again && !settled;
        seen = now;
        settled = again;
        return news;
    }

    /** A look that failed. */
    static void failed(RuntimeException e) {
        log.error("settings=not-looked-at", e);
    }
}
