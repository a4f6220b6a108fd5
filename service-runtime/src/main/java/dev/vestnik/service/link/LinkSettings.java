package dev.vestnik.service.link;

import dev.vestnik.service.settings.BrokenRules;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The configuration {@code vestnik.links.*}, the same for the engine, the senders and {@code customer-pages}. Without an address, messages
 * have no links to the pages.
 *
 * @param url where customers reach {@code customer-pages}
 * @param secrets that seal the links, each of at least 16 characters: the first one seals, all of them open. One that is taken out ends the
 *     links that it has sealed
 * @param lifetime after which a link of a message or to the preferences has expired
 */
@ConfigurationProperties("vestnik.links")
public record LinkSettings(
        @Nullable URI url,
        @DefaultValue List<String> secrets,
        @DefaultValue("400d") Duration lifetime) {
    private static final int SHORTEST_SECRET = 16;
    private static final int MOST_SECRETS = 4;

    public LinkSettings {
        secrets = List.copyOf(secrets);
        new BrokenRules("vestnik.links")
                .check(url == null || isWeb(url), "url", "must be an http:// or https:// address")
                .check(url == null || !secrets.isEmpty(), "secrets", "is required when url is set")
                .check(
                        secrets.stream().allMatch(secret -> secret.length() >= SHORTEST_SECRET),
                        "secrets",
                        "must have at least 16 characters each")
                .check(secrets.size() <= MOST_SECRETS, "secrets", "has four at most: every link is tried with each")
                .check(lifetime.isPositive(), "lifetime", "must be positive")
                .refuse(IllegalArgumentException::new);
    }

    private static boolean isWeb(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
    }

    /** Whether messages have links to the pages. */
    public boolean isOn() {
        return url != null;
    }

    /** The address, where {@link #isOn} says that there is one. */
    URI address() {
        return Objects.requireNonNull(url, "no pages");
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "pages " + url + ", secrets " + secrets.size();
    }
}
