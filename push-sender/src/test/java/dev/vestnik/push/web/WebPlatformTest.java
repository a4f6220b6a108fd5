package dev.vestnik.push.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vestnik.push.HttpProvider;
import dev.vestnik.push.Pushes;
import dev.vestnik.push.device.DeviceOutcome;
import dev.vestnik.schemas.message.FailureKind;
import dev.vestnik.schemas.message.MessageClass;
import dev.vestnik.sender.Content;
import dev.vestnik.sender.http.HttpWire;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebPlatformTest {
    private final JsonMapper json = new JsonMapper();
    private final AtomicReference<Instant> now = new AtomicReference<>(Pushes.NOW);

    @TempDir
    Path directory;

    private Chrome chrome;
    private HttpProvider service;
    private WebPlatform platform;

    @BeforeEach
    void start() throws Exception {
        chrome = new Chrome();
        service = new HttpProvider();
        platform = platform(true);
    }

    @AfterEach
    void stop() {
        platform.close();
        service.close();
    }

    @Test
    void showsTheNoticeInTheBrowser() throws Exception {
        service.behave(exchange -> {
            exchange.getResponseHeaders().set("Location", "https://push.example/m/1");
            HttpProvider.answer(exchange, 201, "");
        });
        assertThat(push()).isEqualTo(new DeviceOutcome.Taken("https://push.example/m/1"));
        HttpProvider.Received received = service.received.getFirst();
        assertThat(received.headers().getFirst("TTL")).isEqualTo("600");
        assertThat(received.headers().getFirst("Urgency")).isEqualTo("high");
        assertThat(received.headers().getFirst("Topic")).isEqualTo("6d2f1d3e111182228333444455556666");
        assertThat(received.headers().getFirst("Content-Encoding")).isEqualTo("aes128gcm");
        JsonNode payload = json.readTree(chrome.decrypt(received.body()));
        assertThat(payload.path("title").stringValue()).isEqualTo("В пути");
        assertThat(payload.path("body").stringValue()).isEqualTo("Order 1 \"today\"");
        assertThat(payload.path("url").stringValue()).isEqualTo("https://shop.example/o/1");
        assertThat(payload.path("imageUrl").stringValue()).isEqualTo("https://shop.example/1.png");
        assertThat(payload.at("/vestnik/messageId").stringValue()).isEqualTo(Pushes.ID.toString());
        assertThat(payload.at("/vestnik/template").stringValue()).isEqualTo("order-shipped");
        assertThat(payload.at("/vestnik/attempt").stringValue()).isEqualTo("2");
        assertThat(payload.at("/vestnik/report").stringValue()).isEqualTo(Pushes.REPORT);
    }

    /** Proves the peer by an example that nobody here made: RFC 8291, section 5. */
    @Test
    void itsBrowserReadsTheExampleOfTheStandard() throws Exception {
        Base64.Decoder base64 = Base64.getUrlDecoder();
        PublicKey point = Chrome.point(base64.decode(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"));
        BigInteger secret = new BigInteger(1, base64.decode("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"));
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(secret, ((ECPublicKey) point).getParams()));
        Chrome browser = new Chrome(new KeyPair(point, key), base64.decode("BTBZMqHH6r4Tts7J_aSIgg"));
        String message =
                "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w"
                        + "EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assertThat(browser.decrypt(base64.decode(message))).isEqualTo("When I grow up, I want to be a watermelon");
    }

    @Test
    void letsASleepingDeviceSleepForMarketing() throws Exception {
        platform.push(browser(), Pushes.notice(MessageClass.marketing, null), () -> true);
        assertThat(service.received.getFirst().headers().getFirst("Urgency")).isEqualTo("normal");
    }

    @Test
    void identifiesItselfToThePushService() throws Exception {
        push();
        String[] vapid = vapid(0);
        String[] jwt = vapid[0].split("\\.");
        JsonNode claims = json.readTree(Base64.getUrlDecoder().decode(jwt[1]));
        assertThat(claims.path("aud").stringValue()).isEqualTo(service.url());
        assertThat(claims.path("sub").stringValue()).isEqualTo("mailto:ops@shop.example");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(Chrome.point(Base64.getUrlDecoder().decode(vapid[1])));
        signature.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(jwt[2]))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost:99999/a", "http://localhost:0/a", "http://localhost:-1/a", "http://localhost/\u0436",
                        "http://localhost:1/a%00",
                "http://[::1]:1/a", "HTTP://localhost:1/a", "http://localhost", "http://localhost?x",
                        "http://local_host/a"
            })
    void postsNothingToAnImpossibleEndpointWithoutDoubt(String endpoint) throws Exception {
        assertThat(platform.push(chrome.subscription(endpoint), Pushes.notice(), () -> true))
                .isIn(
                        DeviceOutcome.permanent("webpush-endpoint-forbidden"),
                        DeviceOutcome.addressBusy("webpush-unreachable", null));
    }

    @Test
    void signsForAnOriginOnceEverySixHours() throws Exception {
        push();
        push();
        now.set(Pushes.NOW.plus(Duration.ofHours(7)));
        push();
        assertThat(vapid(1)[0]).isEqualTo(vapid(0)[0]);
        assertThat(vapid(2)[0]).isNotEqualTo(vapid(0)[0]);
    }

    @Test
    void keepsItsKeys() throws Exception {
        push();
        try (WebPlatform restarted = platform(true)) {
            restarted.push(browser(), Pushes.notice(), () -> true);
        }
        assertThat(vapid(1)[1]).isEqualTo(vapid(0)[1]);
        assertThat(directory.toFile().list()).containsExactly("vapid.key");
    }

    @ParameterizedTest
    @CsvSource({
        "404, 'Gone[code=webpush-404, since=null]'",
        "410, 'Gone[code=webpush-410, since=null]'",
        "400, 'Refused[kind=permanent, code=webpush-400]'",
        "401, Foreign[code=webpush-401]",
        "403, Foreign[code=webpush-403]",
        "413, 'Refused[kind=permanent, code=webpush-413]'",
        "408, 'Busy[code=webpush-408, scope=ADDRESS, retryAfter=null]'",
        "429, 'Busy[code=webpush-429, scope=ADDRESS, retryAfter=null]'",
        "500, 'Busy[code=webpush-500, scope=ADDRESS, retryAfter=null]'",
        "503, 'Busy[code=webpush-503, scope=ADDRESS, retryAfter=null]'"
    })
    void mapsRefusalsOfThePushService(int status, String answer) throws Exception {
        service.answers(status, "no");
        assertThat(push()).hasToString(answer);
    }

    @Test
    void waitsAsLongAsThePushServiceAsks() throws Exception {
        service.behave(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "30");
            HttpProvider.answer(exchange, 429, "");
        });
        assertThat(push()).isEqualTo(DeviceOutcome.addressBusy("webpush-429", Duration.ofSeconds(30)));
        assertThat(push()).isEqualTo(DeviceOutcome.held("webpush-service-busy", Duration.ofSeconds(30)));
        assertThat(service.received).hasSize(1);
        service.answers(201, "");
        now.set(Pushes.NOW.plusSeconds(30));
        assertThat(push()).isEqualTo(new DeviceOutcome.Taken(null));
    }

    @Test
    void followsNoRedirect() throws Exception {
        service.behave(exchange -> {
            exchange.getResponseHeaders().set("Location", service.url() + "/elsewhere");
            HttpProvider.answer(exchange, 307, "");
        });
        assertThat(push()).isEqualTo(DeviceOutcome.permanent("webpush-307"));
        assertThat(service.received).hasSize(1);
    }

    @Test
    void readsNoMoreOfAnAnswerThanItNeeds() throws Exception {
        service.behave(exchange -> {
            exchange.sendResponseHeaders(410, 0);
            byte[] block = new byte[1024];
            while (true) {
                exchange.getResponseBody().write(block);
            }
        });
        assertThat(push()).isEqualTo(DeviceOutcome.gone("webpush-410"));
    }

    @Test
    void isInDoubtWhenTheWireBreaksAfterTheRequest() throws Exception {
        service.cuts();
        assertThat(push()).isInstanceOf(DeviceOutcome.Lost.class);
        service.fallsSilent();
        try (WebPlatform impatient = platform(true, Duration.ofSeconds(1))) {
            assertThat(impatient.push(browser(), Pushes.notice(), () -> true)).isInstanceOf(DeviceOutcome.Lost.class);
        }
    }

    @Test
    void isBusyForOneAddressWhenAHostIsAway() throws Exception {
        Content.Browser browser = browser();
        service.close();
        assertThat(platform.push(browser, Pushes.notice(), () -> true))
                .isEqualTo(DeviceOutcome.addressBusy("webpush-unreachable", null));
    }

    /** The look-up of a name blocks its thread inside the operating system, for as long as a name server that is not ours likes. */
    @Test
    void leavesAHostAloneWhoseNameServerIsSilent() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Queue<Thread> lookingUp = new ConcurrentLinkedQueue<>();
        EndpointPolicy.Resolver resolver = host -> {
            lookingUp.add(Thread.currentThread());
            if (host.equals("silent.example")) {
                await(never);
            }
            return InetAddress.getAllByName(host);
        };
        try (WebPlatform careful = platform(true, Duration.ofSeconds(30), resolver)) {
            Content.Browser silent = chrome.subscription("https://silent.example/1");
            assertThat(careful.push(silent, Pushes.notice(), () -> true))
                    .isEqualTo(DeviceOutcome.addressBusy("webpush-unreachable", null));
            assertThat(careful.push(silent, Pushes.notice(), () -> true))
                    .isEqualTo(DeviceOutcome.held("webpush-service-busy", Origins.REST));
            assertThat(careful.push(browser(), Pushes.notice(), () -> true)).isEqualTo(new DeviceOutcome.Taken(null));
            assertThat(lookingUp).hasSize(2).allMatch(Thread::isDaemon).noneMatch(Thread::isVirtual);
            assertThat(lookingUp).doesNotContain(Thread.currentThread());
        } finally {
            never.countDown();
        }
    }

    private static void await(CountDownLatch end) throws UnknownHostException {
        try {
            assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new UnknownHostException();
        }
    }

    @Test
    void takesASubscriptionWithUnusableKeysAsGone() throws Exception {
        Content.Browser good = browser();
        String offCurve = Base64.getUrlEncoder().withoutPadding().encodeToString(offCurve());
        for (String key : List.of("", "!", "AAAA", offCurve)) {
            assertThat(platform.push(
                            new Content.Browser(good.endpoint(), key, good.auth()), Pushes.notice(), () -> true))
                    .isEqualTo(DeviceOutcome.gone("webpush-bad-keys"));
        }
        assertThat(platform.push(
                        new Content.Browser(good.endpoint(), good.p256dh(), "AAAA"), Pushes.notice(), () -> true))
                .isEqualTo(DeviceOutcome.gone("webpush-bad-keys"));
        assertThat(service.received).isEmpty();
    }

    @Test
    void refusesANoticeThatIsTooLarge() throws Exception {
        Content.Push large = new Content.Push(List.of(), "t", "я".repeat(2000), null, null);
        assertThat(platform.push(
                        browser(),
                        dev.vestnik.push.device.Notice.of(Pushes.dispatch(large, MessageClass.service), large, null),
                        () -> true))
                .isEqualTo(new DeviceOutcome.Refused(FailureKind.permanent, "webpush-too-large"));
    }

    @Test
    void postsNothingIntoItsOwnNetwork() throws Exception {
        try (WebPlatform strict = platform(false)) {
            assertThat(strict.push(browser(), Pushes.notice(), () -> true))
                    .isEqualTo(DeviceOutcome.permanent("webpush-endpoint-forbidden"));
        }
        assertThat(service.received).isEmpty();
    }

    private WebPlatform platform(boolean allowLoopback) throws Exception {
        return platform(allowLoopback, Duration.ofSeconds(30));
    }

    private WebPlatform platform(boolean allowLoopback, Duration timeout) throws Exception {
        return platform(allowLoopback, timeout, InetAddress::getAllByName);
    }

    private WebPlatform platform(boolean allowLoopback, Duration timeout, EndpointPolicy.Resolver resolver)
            throws Exception {
        WebSettings settings = new WebSettings(
                "mailto:ops@shop.example", null, null, directory.resolve("vapid.key"), allowLoopback, timeout);
        return new WebPlatform(
                settings,
                new HttpWire(SSLContext.getDefault(), settings.timeout()),
                json,
                now::get,
                new Origins(10, Duration.ofSeconds(1), now::get),
                resolver);
    }

    @Test
    void postsNothingWhenTheTimeIsOverAfterTheLookUp() throws Exception {
        assertThat(platform.push(browser(), Pushes.notice(), () -> false))
                .isEqualTo(new DeviceOutcome.NotSent("webpush-too-late"));
        assertThat(platform.push(browser(), Pushes.notice(), () -> true)).isInstanceOf(DeviceOutcome.Taken.class);
    }

    private DeviceOutcome push() throws InterruptedException {
        return platform.push(browser(), Pushes.notice(), () -> true);
    }

    private Content.Browser browser() {
        return chrome.subscription(service.url() + "/push/s-1");
    }

    /** Token and public key of the request. */
    private String[] vapid(int request) {
        String header = service.received.get(request).headers().getFirst("Authorization");
        assertThat(header).startsWith("vapid t=");
        return header.substring("vapid t=".length()).split(", k=");
    }

    private static byte[] offCurve() {
        byte[] point = new byte[65];
        point[0] = 4;
        point[1] = 1;
        return point;
    }
}
