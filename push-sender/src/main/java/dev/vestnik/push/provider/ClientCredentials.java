package dev.vestnik.push.provider;

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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Access tokens of an OAuth 2.0 endpoint by client credentials (RFC 6749, 4.4); one is kept and renewed before it ends. */
final class ClientCredentials implements Access {
    /** A token is renewed so long before its end, so that none ends on its way. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    /** The time for which an endpoint that gave no token is left alone: else each waiting message would ask it again. */
    private static final Duration REST = Duration.ofSeconds(5);

    /** A token goes into a header. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

    private static final int OK = 200;
    private static final long USUAL_LIFE = 3600;

    private final URI endpoint;
    private final String client;
    private final String secret;
    private final HttpWire wire;
    private final InstantSource clock;
    private @Nullable Grant grant;
    private Instant restUntil = Instant.MIN;

    private record Grant(String token, Instant renewAt) {}

    /** @param wire closed with this object */
    ClientCredentials(URI endpoint, String client, String secret, HttpWire wire, InstantSource clock) {
        this.endpoint = endpoint;
        this.client = client;
        this.secret = secret;
        this.wire = wire;
        this.clock = clock;
    }

    @Override
    public synchronized String current() throws IOException, InterruptedException {
        Grant known = grant;
        if (known != null && clock.instant().isBefore(known.renewAt())) {
            return known.token();
        }
        Grant renewed = renewed();
        grant = renewed;
        return renewed.token();
    }

    @Override
    public synchronized String insteadOf(String refused) throws IOException, InterruptedException {
        if (grant != null && grant.token().equals(refused)) {
            grant = null;
        }
        return current();
    }

    private Grant renewed() throws IOException, InterruptedException {
        Instant now = clock.instant();
        if (now.isBefore(restUntil)) {
            throw new IOException("no access token a moment ago");
        }
        Exchange exchange = wire.send(endpoint, HttpCall.form("", fields()), () -> true);
        JsonNode body = exchange instanceof Exchange.Answered answer && answer.status() == OK
                ? answer.json()
                : MissingNode.getInstance();
        String token = body.path("access_token").asString("");
        if (!TOKEN.matcher(token).matches()) {
            restUntil = clock.instant().plus(REST); // from the failure on: a silent endpoint takes longer than the rest
            throw new IOException("no access token");
        }
        Duration life = Duration.ofSeconds(body.path("expires_in").asLong(USUAL_LIFE));
        Duration kept = life.compareTo(EARLY.multipliedBy(2)) > 0 ? life.minus(EARLY) : life.dividedBy(2);
        return new Grant(token, now.plus(kept));
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
