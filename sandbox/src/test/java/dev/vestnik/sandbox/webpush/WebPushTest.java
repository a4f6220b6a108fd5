package dev.vestnik.sandbox.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import dev.vestnik.sandbox.RunningSandbox;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebPushTest {
    private static final String PAYLOAD = """
            {"title": "Снова в наличии", "body": "Кофемолка", "url": "https://shop.example/p/1", "vestnik":
             {"messageId": "7f0c0000-0000-8000-8000-000000000005", "template": "restocked", "attempt": 3}}""";

    @TempDir
    static Path directory;

    static RunningSandbox sandbox;

    private final WebPush shop = new WebPush("mailto:shop@example.org", VapidKeys.generate());
    private JsonNode subscription;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.in(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void subscribe() {
        sandbox.behave("{\"channel\": \"webpush\"}");
        sandbox.send(HttpRequest.newBuilder(sandbox.uri("/outbox")).DELETE());
        subscription = mint("{}");
    }

    private static JsonNode mint(String body) {
        return JsonMapper.shared()
                .readTree(sandbox.post("/webpush/subscriptions", body).body());
    }

    private static byte[] octets(JsonNode subscription, String field) {
        return Base64.getUrlDecoder().decode(subscription.path(field).asString());
    }

    private byte[] encrypted(String payload) {
        return shop.getBody(payload.getBytes(UTF_8), octets(subscription, "p256dh"), octets(subscription, "auth"));
    }

    private HttpResponse<String> push(Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(subscription.path("endpoint").asString()))
                .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return sandbox.send(request);
    }

    private Map<String, String> headers() {
        return new HashMap<>(shop.getHeaders(subscription.path("endpoint").asString(), 60, null, WebPush.Urgency.High));
    }

    @Test
    void showsWhatTheBrowserDecrypts() {
        HttpResponse<String> answer = push(headers(), encrypted(PAYLOAD));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).isPresent();
        JsonNode item = sandbox.outbox().getFirst();
        assertThat(item.path("provider").asString()).isEqualTo("webpush");
        assertThat(item.path("to").asString())
                .isEqualTo(subscription.path("endpoint").asString());
        assertThat(item.path("from").asString()).isEqualTo("mailto:shop@example.org");
        assertThat(item.path("title").asString()).isEqualTo("Снова в наличии");
        assertThat(item.path("text").asString()).isEqualTo("Кофемолка");
        assertThat(item.path("url").asString()).isEqualTo("https://shop.example/p/1");
        assertThat(item.path("template").asString()).isEqualTo("restocked");
        assertThat(item.path("attempt").asInt()).isEqualTo(3);
    }

    /** The example of RFC 8291, section 5. */
    @Test
    void decryptsTheExampleOfTheStandard() throws Exception {
        byte[] pkcs8Prefix = Base64.getDecoder().decode("MEECAQAwEwYHKoZIzj0CAQYIKoZIzj0DAQcEJzAlAgEBBCA=");
        byte[] scalar = Base64.getUrlDecoder().decode("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
        byte[] key = new byte[pkcs8Prefix.length + scalar.length];
        System.arraycopy(pkcs8Prefix, 0, key, 0, pkcs8Prefix.length);
        System.arraycopy(scalar, 0, key, pkcs8Prefix.length, scalar.length);
        Subscription browser = new Subscription(
                "id",
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "BTBZMqHH6r4Tts7J_aSIgg",
                Base64.getUrlEncoder().encodeToString(key),
                null);
        byte[] message = Base64.getUrlDecoder()
                .decode(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
                                + "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4"
                                + "a-fN");
        assertThat(new String(Decryption.decrypt(message, browser), UTF_8))
                .isEqualTo("When I grow up, I want to be a watermelon");
    }

    @Test
    void refusesServersWithoutAValidToken() {
        byte[] body = encrypted(PAYLOAD);
        Map<String, String> none = headers();
        none.remove("Authorization");
        assertThat(push(none, body).statusCode()).isEqualTo(401);
        Map<String, String> elsewhere = headers();
        elsewhere.putAll(shop.getHeaders("https://push.example/abc", 60, null, null));
        assertThat(push(elsewhere, body).statusCode()).isEqualTo(403);
        Map<String, String> forged = headers();
        WebPush other = new WebPush("mailto:x@example.org", VapidKeys.generate());
        String othersKey = other.getHeaders(subscription.path("endpoint").asString(), 60, null, null)
                .get("Authorization")
                .split("k=")[1];
        forged.compute("Authorization", (name, value) -> value.split("k=")[0] + "k=" + othersKey);
        assertThat(push(forged, body).statusCode()).isEqualTo(403);
        assertThat(sandbox.outbox()).isEmpty();
    }

    @Test
    void servesOnlyTheServerOfTheSubscription() {
        String key = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(shop.getVapidKeys().getApplicationServerKey());
        subscription = mint("{\"applicationServerKey\": \"" + key + "\"}");
        assertThat(push(headers(), encrypted(PAYLOAD)).statusCode()).isEqualTo(201);
        subscription = mint("{\"applicationServerKey\": \"other\"}");
        assertThat(push(headers(), encrypted(PAYLOAD)).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesContentThatIsNoMessage() {
        Map<String, String> headers = headers();
        headers.remove("TTL");
        assertThat(push(headers, encrypted(PAYLOAD)).statusCode()).isEqualTo(400);
        assertThat(push(headers(), new byte[0]).statusCode()).isEqualTo(400);
        assertThat(push(headers(), new byte[5000]).statusCode()).isEqualTo(413);
        byte[] broken = encrypted(PAYLOAD);
        broken[broken.length - 1] ^= 1;
        assertThat(push(headers(), broken).body()).contains("cannot decrypt");
        assertThat(sandbox.ledger("rejected").getLast().path("code").asString()).isEqualTo("undecryptable");
        subscription = mint("{}");
        ((tools.jackson.databind.node.ObjectNode) subscription)
                .put("endpoint", sandbox.uri("/webpush/push/nobody").toString());
        assertThat(push(headers(), encrypted(PAYLOAD)).statusCode()).isEqualTo(404);
    }

    @Test
    void misbehavesAsItsBehaviourSays() {
        sandbox.behave("{\"channel\": \"webpush\", \"deadTokenRate\": 1}");
        assertThat(push(headers(), encrypted(PAYLOAD)).statusCode()).isEqualTo(410);
        sandbox.behave("{\"channel\": \"webpush\", \"temporaryRate\": 1}");
        assertThat(push(headers(), encrypted(PAYLOAD)).statusCode()).isEqualTo(503);
        sandbox.behave("{\"channel\": \"webpush\", \"rejectRate\": 1, \"rejectCode\": 429}");
        assertThat(push(headers(), encrypted(PAYLOAD)).statusCode()).isEqualTo(429);
        assertThat(sandbox.outbox()).isEmpty();
    }

    @Test
    void keepsItsKeysOverARestart(@TempDir Path other) throws Exception {
        Path file = other.resolve("subscriptions.ndjson");
        Subscription kept = Subscription.create(null);
        new Subscriptions(file).add(kept);
        Files.writeString(file, "{\"id\": \"to", StandardOpenOption.APPEND);
        Subscription later = Subscription.create("key");
        new Subscriptions(file).add(later);
        Subscriptions again = new Subscriptions(file);
        assertThat(again.find(kept.id())).contains(kept);
        assertThat(again.find(later.id())).contains(later);
    }
}
