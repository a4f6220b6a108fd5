package dev.vestnik.engine.lookup;

import dev.vestnik.rules.decide.LookupStep;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The configuration {@code vestnik.engine.lookup.*}: the sources that journeys may ask, by name. Nothing else is ever asked.
 *
 * @param sources by the names that journeys use: small letters, digits, dashes
 */
@ConfigurationProperties("vestnik.engine.lookup")
public record LookupSettings(@Nullable Map<String, Source> sources) {
    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /**
     * A source over HTTP.
     *
     * @param url with {@code {param}} in its path or query; {@code {shop}} and {@code {customer}} are always there
     * @param headers of each request, such as a secret of the environment: {@code Authorization: Bearer ${CRM_TOKEN}}
     * @param timeout of one request, default 5 s, at most 30 s
     */
    public record Source(
            String url,
            @Nullable Map<String, String> headers,
            @Nullable Duration timeout) {

        UrlTemplate template() {
            return UrlTemplate.parse(url);
        }

        Map<String, String> allHeaders() {
            return headers == null ? Map.of() : Map.copyOf(headers);
        }

        Duration patience() {
            return timeout == null ? USUAL : timeout;
        }
    }

    public LookupSettings {
        sources = sources == null ? Map.of() : Map.copyOf(sources);
        sources.forEach(LookupSettings::check);
    }

    Map<String, Source> all() {
        return sources == null ? Map.of() : sources;
    }

    /** Some headers are the client's own; a value is never shown. */
    private static void checkHeader(String path, String header) {
        try {
            HttpRequest.newBuilder().setHeader(header, "x");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ".headers: " + header + " cannot be set", e);
        }
    }

    private static void check(String name, Source source) {
        String path = "vestnik.engine.lookup.sources." + name;
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(path + ": a name is 1-64 small letters, digits, dashes");
        }
        if (name.equals(LookupStep.PRODUCTS)) {
            throw new IllegalArgumentException(path + ": the engine itself answers for " + LookupStep.PRODUCTS);
        }
        if (source.url() == null) {
            throw new IllegalArgumentException(path + ".url is missing");
        }
        try {
            source.template();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ".url " + e.getMessage(), e);
        }
        source.allHeaders().keySet().forEach(header -> checkHeader(path, header));
        Duration patience = source.patience();
        if (!patience.isPositive() || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(path + ".timeout must be more than nothing and at most 30s");
        }
    }
}
