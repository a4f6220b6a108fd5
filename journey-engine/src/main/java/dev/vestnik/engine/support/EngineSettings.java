package dev.vestnik.engine.support;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the links that customers see of the engine.
 *
 * @param publicUrl where links in messages lead: the engine as seen from outside; default {@code http://127.0.0.1:8081}
 * @param linkSecret signs those links: the same on every instance and for ever, since messages keep their links
 */
@ConfigurationProperties("vestnik.engine")
record EngineSettings(@DefaultValue("http://127.0.0.1:8081") URI publicUrl, String linkSecret) {
    private static final int SHORTEST_SECRET = 16;

    EngineSettings {
        if (!"http".equals(publicUrl.getScheme()) && !"https".equals(publicUrl.getScheme())) {
            throw new IllegalArgumentException("vestnik.engine.public-url must be an http:// or https:// URL");
        }
        if (linkSecret == null || linkSecret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "vestnik.engine.link-secret must have at least 16 characters: it signs the "
                            + "unsubscribe links, is the same on every instance and stays when they are replaced");
        }
    }
}
