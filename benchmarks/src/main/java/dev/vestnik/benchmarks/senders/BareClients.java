package dev.vestnik.benchmarks.senders;

import dev.vestnik.benchmarks.harness.Peer;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes the bare client of a contract. */
final class BareClients {
    private BareClients() {}

    static BareClient of(Contract contract, Peer peer) throws IOException, InterruptedException {
        return switch (contract.provider()) {
            case "smpp" -> new BareSmpp(peer.port("smpp"));
            case "smtp" -> new BareSmtp(peer.port("smtp"), contract.window());
            case "apns" -> apns(peer).connected();
            case "fcm" -> fcm(peer);
            default -> twilio(peer);
        };
    }

    private static BareClient twilio(Peer peer) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(peer.url() + "/2010-04-01/Accounts/AC1/Messages.json"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "Basic QUMxOmtleQ==")
                .POST(BodyPublishers.ofString("To=%2B74956000000&From=shop&Body=Your+order+is+on+its+way"))
                .build();
        return new BareHttp(http(HttpClient.newBuilder(), HttpClient.Version.HTTP_1_1), _ -> request);
    }

    private static HttpClient http(HttpClient.Builder client, HttpClient.Version version) {
        return client.version(version).build();
    }

    private static BareHttp apns(Peer peer) throws IOException {
        String token = Jwt.es256(
                peer.file("apns-key.p8"),
                "{\"alg\":\"ES256\",\"kid\":\"VESTNIKKEY\"}",
                "{\"iss\":\"VESTNIKTM1\",\"iat\":" + Instant.now().getEpochSecond() + "}");
        String url = "https://127.0.0.1:" + peer.port("apns") + "/3/device/";
        HttpClient.Builder client = HttpClient.newBuilder().sslContext(trusting(peer.file("apns-ca.pem")));
        return new BareHttp(
                http(client, HttpClient.Version.HTTP_2),
                number -> HttpRequest.newBuilder(URI.create(url + "%064x".formatted(number)))
                        .header("authorization", "bearer " + token)
                        .header("apns-topic", "dev.vestnik.shop")
                        .header("apns-push-type", "alert")
                        .POST(BodyPublishers.ofString(
                                "{\"aps\":{\"alert\":{\"title\":\"Your order\",\"body\":\"On its way\"}}}"))
                        .build());
    }

    private static SSLContext trusting(Path authority) throws IOException {
        try {
            return trusted(authority);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusted(Path authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var in = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "apns", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static BareClient fcm(Peer peer) throws IOException, InterruptedException {
        HttpClient client = http(HttpClient.newBuilder(), HttpClient.Version.HTTP_1_1);
        String account = Files.readString(peer.file("fcm-service-account.json"));
        String token = accessToken(client, peer, account);
        URI url = URI.create(peer.url() + "/v1/projects/" + field(account, "project_id") + "/messages:send");
        return new BareHttp(
                client,
                number -> HttpRequest.newBuilder(url)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"message\":{\"token\":\"android-token-" + number
                                + "\",\"notification\":{\"title\":\"Your order\",\"body\":\"On its way\"}}}"))
                        .build());
    }

    private static String accessToken(HttpClient client, Peer peer, String account)
            throws IOException, InterruptedException {
        long now = Instant.now().getEpochSecond();
        String assertion = Jwt.rs256(
                peer.file("fcm-service-account.json"),
                "{\"alg\":\"RS256\",\"typ\":\"JWT\"}",
                "{\"iss\":\"" + field(account, "client_email") + "\",\"aud\":\"" + field(account, "token_uri")
                        + "\",\"scope\":\"https://www.googleapis.com/auth/firebase.messaging\",\"iat\":" + now
                        + ",\"exp\":" + (now + 3_000) + "}");
        String form = Map.of("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", assertion)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(peer.url() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return field(client.send(request, BodyHandlers.ofString()).body(), "access_token");
    }

    private static String field(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!field.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return field.group(1);
    }
}
