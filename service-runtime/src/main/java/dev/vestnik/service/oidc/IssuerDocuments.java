package dev.vestnik.service.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.vestnik.schemas.http.BoundedBody.Body;
import dev.vestnik.schemas.http.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;

/** Fetches what an issuer publishes: its discovery document (OpenID Connect Discovery 1.0, §4) and its keys. */
final class IssuerDocuments implements AutoCloseable {
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final int LARGEST = 512 << 10;

    private final OidcSettings settings;
    private final BoundedHttp http;

    /** @param patience with each document */
    IssuerDocuments(OidcSettings settings, Duration patience) {
        this.settings = settings;
        this.http = new BoundedHttp(patience, LARGEST);
    }

    /** @throws IOException when the issuer does not answer, or with something else */
    JWKSet keys() throws IOException, InterruptedException {
        URI configured = settings.jwkSetUri();
        URI address = configured == null ? discovered() : configured;
        String keys = text(address);
        try {
            return JWKSet.parse(keys);
        } catch (ParseException e) {
            throw new IOException(address + " is no set of keys", e);
        }
    }

    private URI discovered() throws IOException, InterruptedException {
        String issuer = settings.issuer();
        URI address =
                URI.create((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + DISCOVERY);
        Map<String, Object> document = object(address);
        if (!issuer.equals(document.get("issuer"))) {
            throw new IOException(address + " is of another issuer");
        }
        URI keys = keysAddress(String.valueOf(document.get("jwks_uri")), address);
        if ("https".equals(address.getScheme()) && !"https".equals(keys.getScheme())) {
            throw new IOException(address + " has a jwks_uri without TLS");
        }
        return keys;
    }

    private static URI keysAddress(String said, URI by) throws IOException {
        try {
            URI keys = URI.create(said);
            if (OidcSettings.isWeb(keys)) {
                return keys;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(by + " has no jwks_uri that can be read", e);
        }
        throw new IOException(by + " has no jwks_uri");
    }

    private Map<String, Object> object(URI address) throws IOException, InterruptedException {
        String text = text(address);
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            throw new IOException(address + " is no JSON object", e);
        }
    }

    private String text(URI address) throws IOException, InterruptedException {
        HttpResponse<Body> answer = http.send(HttpRequest.newBuilder(address).header("Accept", "application/json"));
        if (answer.statusCode() != 200 || !answer.body().whole()) {
            throw new IOException(address + " answered " + answer.statusCode()
                    + (answer.body().whole() ? "" : " with more than " + LARGEST + " bytes"));
        }
        return answer.body().text();
    }

    @Override
    public void close() {
        http.close();
    }
}
