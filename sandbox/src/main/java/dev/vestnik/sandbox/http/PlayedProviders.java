package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.Provider;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** All providers over HTTP. */
final class PlayedProviders {
    private final Map<Provider, PlayedProvider> providers = new EnumMap<>(Provider.class);

    PlayedProviders(PlayedProvider... providers) {
        for (PlayedProvider provider : providers) {
            this.providers.put(provider.provider(), provider);
        }
    }

    PlayedProvider of(Provider name) {
        PlayedProvider provider = providers.get(name);
        if (provider == null) {
            throw new IllegalArgumentException("nothing plays " + name);
        }
        return provider;
    }

    /** The provider whose name stands in an address. */
    PlayedProvider named(String name) {
        return providers.values().stream()
                .filter(provider -> provider.provider().id().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no provider over HTTP is " + name));
    }
}
