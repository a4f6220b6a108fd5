package dev.vestnik.sandbox.http;

import dev.vestnik.sandbox.ledger.Provider;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The addresses that clients have given to their accounts at the providers. In memory: after a restart they are as configured. */
final class Hooks {
    private final Map<Provider, URI> addresses;

    Hooks(HttpSettings settings) {
        addresses = new ConcurrentHashMap<>(settings.hooks());
    }

    void set(Provider provider, URI address) {
        addresses.put(provider, address);
    }

    @Nullable
    URI of(Provider provider) {
        return addresses.get(provider);
    }
}
