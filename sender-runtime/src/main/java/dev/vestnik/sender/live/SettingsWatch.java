package dev.vestnik.sender.live;

import dev.vestnik.service.settings.FreshSettings;
import dev.vestnik.service.settings.SettingsException;
import dev.vestnik.service.settings.SettingsFiles;
import dev.vestnik.service.settings.SettingsReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Looks whether the settings of gateways and routes have changed: at what is set and at the contents of the files that it
 * names, so that it makes no difference how they are replaced. A change is taken once two looks in a row have seen the same: an editor or a
 * copy may write a file in parts. As long as the files have their times, and for a minute at most, the settings are not read.
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

    private static final int LOOKS_A_MINUTE = 30;

    private final ConfigurableEnvironment running;
    private final LiveSettings settings;
    private final String watched;
    private final List<String> sections;
    private final Map<String, Map<String, String>> atStart = new TreeMap<>();
    private Map<String, String> seen;
    private boolean settled = true;
    private @Nullable SettingsFiles files;
    /** Nothing was written while the settings were read last. */
    private boolean still;

    private int looks;

    SettingsWatch(ConfigurableEnvironment running, LiveSettings settings) {
        this.running = running;
        this.settings = settings;
        this.watched = "vestnik." + settings.channel();
        SettingsReader now = new SettingsReader(running);
        this.seen = now.snapshot(watched);
        this.sections =
                Stream.concat(Stream.of(watched), TAKES_RESTART.stream()).toList();
        TAKES_RESTART.forEach(name -> atStart.put(name, set(now, name)));
    }

    /** Reads a section, or one setting, as it is set. */
    private static Map<String, String> set(SettingsReader settings, String name) {
        String single = settings.text(name);
        return single == null ? settings.snapshot(name) : Map.of(name, single);
    }

    /** Looks once. */
    void look() {
        boolean rest = files != null && still && settled && files.areTheSame() && looks % LOOKS_A_MINUTE != 0;
        looks++;
        if (!rest) {
            read();
        }
    }

    private void read() {
        still = false;
        try {
            ConfigurableEnvironment environment = FreshSettings.of(running);
            SettingsFiles before = files;
            files = SettingsFiles.of(environment, sections);
            still = before != null && files.areAs(before);
            SettingsReader fresh = new SettingsReader(environment);
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
