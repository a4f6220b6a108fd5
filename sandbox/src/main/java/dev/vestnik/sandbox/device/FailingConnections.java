package dev.vestnik.sandbox.device;

import dev.vestnik.sandbox.behaviour.Behaviours;
import dev.vestnik.sandbox.ledger.Provider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Resets the connections of the providers over HTTP. They share a port, so it waits for a request that tells which provider is meant. */
final class FailingConnections implements WebFilter {
    private static final String PROVIDERS = "/providers/";

    private final Behaviours behaviours;

    FailingConnections(Behaviours behaviours) {
        this.behaviours = behaviours;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Provider provider = provider(exchange.getRequest().getPath().value());
        if (provider != null && behaviours.failsConnection(provider)) {
            BrokenWire.reset(exchange.getRequest());
            return Mono.empty();
        }
        return chain.filter(exchange);
    }

    private static @Nullable Provider provider(String path) {
        if (path.startsWith("/v1/projects/") || path.equals("/token")) {
            return Provider.FCM;
        }
        if (path.startsWith(PROVIDERS)) {
            String name = path.substring(PROVIDERS.length()).replaceFirst("/.*", "");
            return Stream.of(Provider.values())
                    .filter(provider -> provider.id().equals(name))
                    .findFirst()
                    .orElse(null);
        }
        return path.startsWith("/webpush/push/") ? Provider.WEBPUSH : null;
    }
}
