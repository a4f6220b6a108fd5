package dev.vestnik.engine.peers;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerSslBundle;

/**
 * The wire between instances. All of them listen in the same way, so one that listens with TLS ({@code server.ssl}) calls the others with
 * TLS, trusts whom its own bundle trusts, and shows its own certificate where they ask for one.
 */
final class PeerWire implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final HttpClient http;
    private final String scheme;

    private PeerWire(HttpClient http, String scheme) {
        this.http = http;
        this.scheme = scheme;
    }

    /** @param ssl how this instance listens; null: without TLS */
    static PeerWire of(@Nullable Ssl ssl, SslBundles bundles) {
        return Ssl.isEnabled(ssl)
                ? new PeerWire(
                        client().sslContext(WebServerSslBundle.get(ssl, bundles).createSslContext())
                                .build(),
                        "https")
                : plain();
    }

    static PeerWire plain() {
        return new PeerWire(client().build(), "http");
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // the callers' keys go along
                .connectTimeout(CONNECT);
    }

    HttpClient http() {
        return http;
    }

    /** @param path with its query, as another instance knows it */
    URI at(String hostPort, String path) {
        return URI.create(scheme + "://" + hostPort + path);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
