package dev.vestnik.email.provider;

import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.HttpGatewaySettings;
import dev.vestnik.sender.http.HttpWire;
import java.net.URI;
import java.util.Optional;

/** Gets pages of Amazon SNS: certificates and confirmations. */
interface SnsServer {

    /** The page; empty when it does not come. */
    Optional<byte[]> get(URI page);

    /** Gets a page over the network: a few times a year, so that each get has a wire of its own. */
    static Optional<byte[]> overHttps(URI page) {
        try (HttpWire wire =
                HttpWire.trusting(HttpGatewaySettings.CONNECT_TIMEOUT, HttpGatewaySettings.CONNECT_TIMEOUT)) {
            String query = page.getRawQuery();
            String path = page.getRawPath() + (query == null ? "" : "?" + query);
            URI host = URI.create("https://" + page.getRawAuthority());
            return wire.send(host, HttpCall.get(path), () -> true) instanceof Exchange.Answered answer
                            && answer.status() == 200
                            && answer.whole()
                    ? Optional.of(answer.body())
                    : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
