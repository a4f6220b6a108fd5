package dev.vestnik.push.provider;

import dev.vestnik.push.access.Token;
import dev.vestnik.push.access.TokenEndpoint;
import dev.vestnik.sender.http.Exchange;
import dev.vestnik.sender.http.HttpCall;
import dev.vestnik.sender.http.HttpWire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** An OAuth 2.0 endpoint that gives access tokens for client credentials (RFC 6749, 4.4). */
final class ClientCredentials implements TokenEndpoint {
    /** A token goes into a header. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

    private static final int OK = 200;
    private static final long USUAL_LIFE = 3600;

    private final URI endpoint;
    private final String client;
    private final String secret;
    private final HttpWire wire;
    private final InstantSource clock;

    /** @param wire closed with this object */
    ClientCredentials(URI endpoint, String client, String secret, HttpWire wire, InstantSource clock) {
        this.endpoint = endpoint;
        this.client = client;
        this.secret = secret;
        this.wire = wire;
        this.clock = clock;
    }

    @Override
    public Token ask() throws IOException, InterruptedException {
        Instant now = clock.instant();
        Exchange exchange = wire.send(endpoint, HttpCall.form("", fields()), () -> true);
        JsonNode body = exchange instanceof Exchange.Answered answer && answer.status() == OK
                ? answer.json()
                : MissingNode.getInstance();
        String token = body.path("access_token").asString("");
        if (!TOKEN.matcher(token).matches()) {
            throw new IOException("no access token");
        }
        return Token.lasting(
                token, now, Duration.ofSeconds(body.path("expires_in").asLong(USUAL_LIFE)));
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "client_credentials");
        fields.put("client_id", client);
        fields.put("client_secret", secret);
        return fields;
    }

    @Override
    public void close() {
        wire.close();
    }
}
