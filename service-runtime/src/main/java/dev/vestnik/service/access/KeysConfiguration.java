package dev.vestnik.service.access;

import dev.vestnik.service.clock.SteadyClock;
import dev.vestnik.service.oidc.IssuerTokens;
import dev.vestnik.service.settings.RegularLook;
import dev.vestnik.service.settings.SettingsCheck;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The keys and tokens of a service some of whose calls take one; their configuration is {@code vestnik.security.*}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecuritySettings.class)
public class KeysConfiguration {
    private static final Logger log = LoggerFactory.getLogger(KeysConfiguration.class);

    /** Each key by itself first: what is wrong with one must not hide the others. */
    @Bean
    static SettingsCheck securitySettingsCheck() {
        return settings -> {
            boolean usable = settings.elements("vestnik.security.keys").stream()
                    .map(key -> settings.read(key, ApiKey.class))
                    .filter(Objects::isNull)
                    .findAny()
                    .isEmpty();
            String file = settings.text("vestnik.security.key-file");
            if (file != null) {
                settings.passes("vestnik.security.key-file", () -> KeyFile.read(Path.of(file)));
            }
            if (usable) {
                settings.read("vestnik.security", SecuritySettings.class);
            }
        };
    }

    @Bean
    ApiKeys apiKeys(SecuritySettings settings) {
        return new ApiKeys(settings.keys(), InstantSource.system());
    }

    @Bean
    KeyMetrics keyMetrics(MeterRegistry registry, ApiKeys keys) {
        KeyMetrics metrics = new KeyMetrics(registry);
        metrics.taken(keys.all());
        return metrics;
    }

    @Bean
    @ConditionalOnProperty("vestnik.security.key-file")
    RegularLook keyWatch(SecuritySettings settings, ApiKeys keys, KeyMetrics metrics) {
        Path file = Objects.requireNonNull(settings.keyFile());
        KeyWatch watch = new KeyWatch(file, keys, metrics).atStart();
        if (keys.all().isEmpty() && !settings.oidc().hasIssuer()) {
            log.warn(
                    "keys=none file={} next=\"nobody may call until it has a key: ./vestnik keys add NAME --file FILE\"",
                    file);
        }
        return new RegularLook("key-watch", watch::look, watch::failed);
    }

    /** The judge of tokens, which ends its connections with the service. */
    @Bean
    TokenJudge tokenJudge(SecuritySettings settings, ApiKeys keys, AccessMetrics metrics) {
        return new TokenJudge(
                keys,
                settings.oidc().hasIssuer() ? new IssuerTokens(settings.oidc(), Clock.systemUTC()) : null,
                new TokenRights(settings.oidc(), metrics),
                metrics);
    }

    @Bean
    CredentialJudges credentialJudges(ApiKeys keys, TokenJudge tokens) {
        return new CredentialJudges(new KeyJudge(keys), tokens);
    }

    /**
     * Spring Security's part: knowing the caller, and whether the call is allowed. No more of its filters than these two: each costs
     * every call. It keeps no sessions and sets no cookies, so there is nothing for CSRF to use; the headers of answers are the
     * connection's.
     */
    @Bean
    SecurityWebFilterChain closedCalls(
            SecuritySettings settings, CredentialJudges judges, ServerProperties server, AccessMetrics metrics) {
        if (settings.open()) {
            requireLoopback(server.getAddress());
        }
        Refusals refusals = new Refusals(settings, metrics, new SteadyClock(InstantSource.system()));
        AuthenticationWebFilter authentication = new AuthenticationWebFilter(judges);
        authentication.setServerAuthenticationConverter(new BearerCredential(settings.open()));
        authentication.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(refusals));
        return new MatcherSecurityWebFilterChain(
                KeysConfiguration::closed,
                List.of(authentication, new AuthorizationWebFilter(new Admission(refusals, metrics))));
    }

    private static Mono<MatchResult> closed(ServerWebExchange exchange) {
        return AccessFilter.isOpen(exchange) ? MatchResult.notMatch() : MatchResult.match();
    }

    private static void requireLoopback(@Nullable InetAddress address) {
        if (address == null || !address.isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "vestnik.security.open=true needs a loopback server.address, which is " + address);
        }
    }
}
