package dev.vestnik.service.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID Connect issuer on this machine, as far as a service sees one: its discovery document, its keys, its tokens. */
public final class TestIssuer implements AutoCloseable {
    public static final String AUDIENCE = "vestnik";

    private static final Duration LIFE = Duration.ofMinutes(10);

    /** How it answers. */
    public enum Mood {
        WELL,
        BROKEN,
        /** Takes the call and says nothing. */
        SILENT,
        /** Answers when it is told to go on. */
        SLOW,
        /** Begins its answer and never ends it. */
        ENDLESS,
        /** Says that it is another one. */
        ANOTHER
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch slow = new CountDownLatch(1);
    private final AtomicInteger called = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;
    private volatile RSAKey key;
    private volatile Mood mood = Mood.WELL;

    public TestIssuer() {
        this(newKey("first"));
    }

    /** With a key that is there already: to make one takes a second. */
    TestIssuer(RSAKey first) {
        key = first;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, discovery()));
        server.createContext("/keys", exchange -> {
            asked.incrementAndGet();
            answer(exchange, new JWKSet(key.toPublicJWK()).toString());
        });
        server.start();
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String discovery() {
        String issuer = mood == Mood.ANOTHER ? "https://another.example" : url();
        return "{\"issuer\": \"%s\", \"jwks_uri\": \"%s/keys\"}".formatted(issuer, url());
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        called.incrementAndGet();
        try (exchange) {
            switch (mood) {
                case WELL, ANOTHER -> write(exchange, 200, body);
                case BROKEN -> write(exchange, 500, body);
                case SILENT -> closed.await();
                case SLOW -> {
                    slow.await();
                    write(exchange, 200, body);
                }
                case ENDLESS -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('{');
                    exchange.getResponseBody().flush();
                    closed.await();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How a service is told to take this issuer's tokens, as its arguments. */
    public String[] arguments() {
        return new String[] {"--vestnik.security.oidc.issuer=" + url(), "--vestnik.security.oidc.audience=" + AUDIENCE};
    }

    public void is(Mood next) {
        mood = next;
    }

    /** Signs with a new key from now on, and knows the old one no more. */
    void rotate(String id) {
        key = newKey(id);
    }

    RSAKey key() {
        return key;
    }

    /** Answers what it was asked while it was slow. */
    public void goOn() {
        slow.countDown();
    }

    /** How often anything was asked of it. */
    public int called() {
        return called.get();
    }

    /** How often its keys were asked for. */
    int asked() {
        return asked.get();
    }

    /** What every good token has; to be completed or spoilt. */
    public JWTClaimsSet.Builder claims(String subject) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .audience(AUDIENCE)
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFE)));
    }

    /** A good token; roles and shops are lists or texts. */
    public String token(String subject, Object roles, Object shops) {
        return sign(claims(subject).claim("roles", roles).claim("shops", shops).build());
    }

    public String sign(JWTClaimsSet claims) {
        return sign(header(key.getKeyID()), signer(key), claims);
    }

    static JWSHeader header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
    }

    static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        slow.countDown();
        server.stop(0);
        threads.close();
    }
}
